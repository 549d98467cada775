import Syntax
import Vocabulary

/// A `docker run` line whose last option takes the image for its value: `docker run -d -v ollama/ollama`.
enum SwallowedImage {
  static func fact(_ command: ShellScript.Command, _ script: ShellScript, _ document: Document) -> Fact? {
    guard let call = ProgramCall(command), call.arguments.first?.text == "run",
      let words = call.containerArguments
    else { return nil }
    let arguments = words.flatMap {
      DockerArgument.expand($0, in: script, holes: document.holes)
    }
    var reader = DockerRunReader(arguments)
    let options = reader.readOptions()
    guard reader.rest.isEmpty, !reader.foundUnknown, let last = options.last, last.words.count == 2,
      let value = last.value, let word = last.words.last
    else { return nil }
    let image = ImageName(value)
    guard image.isOllama || image.isOpenWebUI, !value.contains("="), value.contains("/") else { return nil }
    return SettingFact.make(
      ["swallowed", script.ordinal(at: command.range.start)], name: last.words.first?.text ?? last.name, value: value,
      kind: "command", format: "docker run", problem: .imageTaken, at: document.at(word.range))
  }

  /// `-e OLLAMA HOST=0.0.0.0`: the engine reads the word after the blank as the image, and no image has such a name.
  static func splitVariable(_ run: DockerRun, in script: ShellScript, _ document: Document) -> Fact? {
    guard let text = run.image.text, let mark = text.firstIndex(of: "="), mark > text.startIndex || text == "=",
      let option = run.options.last,
      option.name == "--env", option.raw.contains("=") == false, !option.raw.isEmpty,
      option.raw.allSatisfy({ $0.isLetter || $0 == "_" }),
      run.arguments.contains(where: {
        $0.text.map { ImageName($0).isOllama || ImageName($0).isOpenWebUI } ?? false
      })
    else { return nil }
    // `-e NAME = value`
    let rest = text == "=" ? run.arguments.first?.text.map { "=" + $0 } : text
    guard let rest, rest != "=" else { return nil }
    let joined = text == "=" ? option.raw + rest : option.raw + (option.raw.hasSuffix("_") ? "" : "_") + text
    return SettingFact.make(
      ["split", script.ordinal(at: run.range.start)], name: text, value: option.raw, kind: "command",
      format: "docker run", problem: .spacing, corrected: joined, at: document.at(run.image.range))
  }

  /// Options that take the next word for their value.
  private static let takers = ["-v", "-p", "-e", "--volume", "--publish", "--env", "--name", "--network"]

  /// `-e URL=http://host/v1-v data:/app IMAGE`: without the blank before it an option is part of a value, and what was its
  /// own value is taken for the image.
  static func gluedOption(_ run: DockerRun, in script: ShellScript, _ document: Document) -> Fact? {
    guard let image = run.image.text, image.contains(":/") || image.hasPrefix("/"),
      let option = run.options.last,
      let value = option.value, let end = takers.first(where: value.hasSuffix), value.count > end.count
    else { return nil }
    return SettingFact.make(
      ["glued", script.ordinal(at: run.range.start)], name: end, value: value, kind: "command", format: "docker run",
      problem: .glued, counterpart: image, corrected: value.dropLast(end.count) + " " + end,
      at: document.at(option.valueRange))
  }

  /// `docker run --name ui OLLAMA_HOST=http://... IMAGE`: an assignment without `-e`, which the engine reads as the image.
  static func bareVariable(_ run: DockerRun, in script: ShellScript, _ document: Document) -> Fact? {
    guard let text = run.image.text, let mark = text.firstIndex(of: "="), mark > text.startIndex,
      text[..<mark].allSatisfy({ $0.isUppercase && $0.isASCII || $0.isNumber || $0 == "_" }),
      !run.hasUnknownOptions, !run.arguments.isEmpty,
      text.hasPrefix("OLLAMA_") || ClientVariables.isAddress(of: "", String(text[text.index(after: mark)...]))
    else { return nil }
    return SettingFact.make(
      ["bare", script.ordinal(at: run.range.start)], name: String(text[..<mark]), value: text, kind: "command",
      format: "docker run", problem: .noOption, corrected: "-e " + text, at: document.at(run.image.range))
  }

  /// `-v ollama serve -p 11434:11434 ollama/ollama`: a volume with a blank for its colon, and what follows is taken for the image.
  static func splitVolume(_ run: DockerRun, in script: ShellScript, _ document: Document) -> Fact? {
    guard let image = run.image.text, image.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }) || image.hasPrefix("/"),
      let option = run.options.last, option.name == "--volume", let value = option.value, !value.contains(":"),
      // A place in the container alone is an anonymous volume.
      image.hasPrefix("/") || !value.hasPrefix("/"),
      run.arguments.contains(where: { word in word.text.map { $0.contains("/") && isAboutModels(ImageName($0)) } ?? false })
    else { return nil }
    return SettingFact.make(
      FactID(.key, document.id, ["split", script.ordinal(at: run.range.start)]), name: image, value: value, kind: "command",
      format: "docker run", problem: .noTarget, corrected: image.hasPrefix("/") ? "-v \(value):\(image)" : nil,
      at: document.at(run.image.range))
  }

  private static func isAboutModels(_ image: ImageName) -> Bool {
    image.isOllama || image.isOpenWebUI || EngineImage.program(in: image) != nil
  }

  /// An option without its value, which takes the next option for it: `docker run --gpus -v ...`.
  static func missingValue(_ run: DockerRun, in script: ShellScript, _ document: Document) -> Fact? {
    guard
      let option = run.options.first(where: { option in
        valued.contains(option.name) && option.words.count == 2 && option.value?.hasPrefix("-") == true
          && option.value?.dropFirst().first?.isNumber == false
      }), let value = option.value,
      run.arguments.contains(where: { word in
        word.text.map { $0.contains("/") && isAboutModels(ImageName($0)) } ?? false
      }) || isAboutModels(ImageName(run.imageText))
    else { return nil }
    return SettingFact.make(
      ["option", script.ordinal(at: run.range.start)], name: option.words.first?.text ?? option.name, value: value,
      kind: "command", format: "docker run", problem: .empty,
      at: document.at(option.words.first?.range ?? option.valueRange))
  }
}
