import Testing

@testable import Knowledge

@Suite struct GPUCatalogueTests {
  @Test(arguments: [
    ("RTX 3070", "GeForce RTX 3070"), ("rtx3070", "GeForce RTX 3070"), ("3090", "GeForce RTX 3090"),
    ("NVIDIA GeForce RTX 3070 Laptop GPU", "GeForce RTX 3070 Mobile"),
    ("GA104M [GeForce RTX 3070 Mobile / Max-Q]", "GeForce RTX 3070 Mobile"),
    ("7900 XTX", "Radeon RX 7900 XTX"), ("AMD Radeon RX 7900 XTX", "Radeon RX 7900 XTX"),
    ("RTX 3060 12GB", "GeForce RTX 3060 12 GB"), ("RTX 4060 Ti 16 GB", "GeForce RTX 4060 Ti 16 GB"),
    ("RTX 3080", "GeForce RTX 3080"), ("M3 Max 64GB", "Apple M3 Max 40-core GPU 64 GB"),
    ("Tesla P40", "Tesla P40"),
    ("A770", "Arc A770"), ("Tesla T4", "Tesla T4"),
  ])
  func namesFindTheirCard(_ text: String, _ name: String) {
    guard case .card(let card) = GPUCatalogue.standard.look(up: text) else {
      Issue.record("\(text): \(GPUCatalogue.standard.look(up: text))")
      return
    }
    #expect(card.name == name)
  }

  @Test(arguments: [("RTX 3060", [8, 12]), ("RTX 4060 Ti", [8, 16]), ("M2", [8, 16, 24])])
  func severalSizesAreAsked(_ text: String, _ sizes: [Int]) {
    #expect(GPUCatalogue.standard.look(up: text) == .severalSizes(sizes.map { $0 << 30 }))
  }

  @Test func whatADriverReportsTellsCardsApart() {
    guard
      case .card(let card) = GPUCatalogue.standard.look(
        up: "NVIDIA GeForce RTX 3060", vramBytes: 12_288 << 20)
    else {
      Issue.record("no card")
      return
    }
    #expect(card.vramBytes == 12 << 30)
    // ECC and the driver keep a part of a T4.
    guard case .card(let tesla) = GPUCatalogue.standard.look(up: "Tesla T4", vramBytes: 15360 << 20) else {
      Issue.record("no card")
      return
    }
    #expect(tesla.bandwidth == 320e9)
  }

  @Test func aMisspellingHasANearestName() {
    #expect(GPUCatalogue.standard.look(up: "RTX 4091") == .unknown(nearest: "GeForce RTX 4090"))
    #expect(GPUCatalogue.standard.look(up: "Voodoo 2") == .unknown(nearest: nil))
    #expect(GPUCatalogue.standard.look(up: "") == .unknown(nearest: nil))
  }

  @Test func aSizeBeyondReasonIsNone() {
    #expect(GPUName("rtx 3060 41111111130G").gibibytes == nil)
    #expect(
      GPUCatalogue.standard.look(up: "RTX 3060 99999999999999999999GB") == .severalSizes([8 << 30, 12 << 30]))
  }

  @Test func everyRowIsFoundByItsOwnName() {
    for row in GPUCatalogue.standard.all {
      switch GPUCatalogue.standard.look(up: row.name, vramBytes: row.vramBytes) {
      case .card(let found): #expect(found.vramBytes == row.vramBytes, "\(row.name)")
      case .severalSizes, .unknown: Issue.record("\(row.name) is not found")
      }
    }
  }
}
