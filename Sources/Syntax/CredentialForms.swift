/// What keys of known issuers look like.
enum CredentialForms {
  /// What the issuers' own keys begin with.
  ///
  /// Sources, read rule by rule: gitleaks/gitleaks `config/gitleaks.toml` at b58d3f1 (2026-07-22) and
  /// trufflesecurity/trufflehog `pkg/detectors` at 3ab759f (2026-08-21). Of those that a rule only believes next to the
  /// issuer's name, the ones are here that are not ordinary words.
  static let published = """
    A3- A3T ABSK AGE-SECRET-KEY-1 AIza AKCp AKIA ASIA ABIA ACCA API- AQVN ATATT3 BBDC- BBFF- CCIPAT_ CFPAT- CLOJARS_
    EAAA EAAC EAAM EZAK EZTK FLWPUBK_TEST- FLWSECK GOCSPX- GR1348941 HRKU- LTAI NRAK- NRBR- NRII- NRIQ- NRJS- PMAK- SG. ZXlK
    access-development- access-production- access-sandbox- ak_live_ api_org_ atlasv1. bedrock-api-key- bkua_ cfat_ cfut_ cfk_
    cmVmd da2- dapi dckr_oat_ dckr_pat_ dnkey- doo_v1_ dop_v1_ dor_v1_ dp.pt. dt0c01. duffel_ eyJ figd_ figo_ figor_ figoh_
    figu_ figuh_ figur_ figp_ fio-u- fio_ flb_live_ fm1a_ fm1r_ fm2_ fo1_ ghp_ gho_ ghr_ ghs_ ghu_ github_pat_ glagent- glcbt- glc_
    gldt- glffct- glft- glimt- gloas- glpat- glptt- glrt- glsa_ glsoat- gsk_ hf_ hvb. hvs. ico- key- lin_api_ live_ lsv2_pt_
    lsv2_sk_ nfp_ npm_ ntn_ nvapi- ops_eyJ p8e- pat. patC pcsk_ pgar_ phx_ pk-lf- pk_live_ pnu_ pplx- pscale_oauth_
    pscale_pw_ pscale_tkn_ ptr_ pubkey- pul- pypi-AgEIcHlwaS5vcmc r8_ ramp_sec_ rdme_ rh-api- rk_live_ rk_prod_ rk_test_
    rootly_ rubygems_ rzp_live_ s-s4t2 salad_cloud_ sat. sbp_ scauth_ secret_ sgp_ sha256~ shippo_live_ shippo_test_ shltm_
    shpat_ shpca_ shppa_ shpss_ sk- sk_ sl. slk_ sm_aat_ sm_pat_ sm_sat_ sntrys_ sntryu_ spu- sq0atp- sqa_ sqco_ sqp_
    squ_ t1. tfp_ tk-us- tskey- v1.0- xai- xapp- xkeysib- xoxa- xoxb- xoxe- xoxe. xoxo- xoxp- xoxr- xoxs- ya29.
    """

  /// Keys that neither list has, as the issuers' consoles print them: hosts of models and of their tools.
  static let others = """
    csk- esecret_ fc- fpk_ fw_ glffct- hvr. dp.ct. dp.sa. dp.st. jina_ n8n_api_ nbp_ pa- phc_ rpa_ sb_secret_ sq0csp- tgp_v1_ tvly- whsec_ xsmtpsib-
    """

  static let prefixes: [[UInt8]] = (published + " " + others).split(whereSeparator: {
    $0 == " " || $0 == "\n"
  }).map { Array($0.utf8) }

  /// The prefixes by their first byte: few words of a text begin as one of them does.
  static let byFirst: [[[UInt8]]] = (0..<256).map { byte in
    prefixes.filter { $0.first == UInt8(byte) }
  }

  /// What is in a text between letters of a key: those of Base64 in either alphabet, and what joins parts.
  static func isPart(_ byte: UInt8) -> Bool {
    byte.isOfWord || byte == 0x2E || byte == 0x2B || byte == 0x2F || byte == 0x7E
  }

  /// A key that shows itself by what is inside it or after it, in a run of letters of keys.
  ///
  /// Azure's client secrets (`...8Q~...`), MaxMind's licences (`..._mmk`), Terraform's tokens (`....atlasv1....`) and
  /// Twilio's (`SK` and 32 hexadecimal digits), by gitleaks' rules.
  static func isKnown(_ word: some RandomAccessCollection<UInt8>) -> Bool {
    guard word.count >= 34 else { return false }
    if word.count == 34, word.starts(with: "SK".utf8), word.dropFirst(2).allSatisfy(isHexadecimal) {
      return true
    }
    let text = Array(word)
    if text.count == 40, text.suffix(4).elementsEqual("_mmk".utf8) { return true }
    if text.count >= 37, text[4] == 0x51, text[5] == 0x7E, (0x30...0x39).contains(text[3]) { return true }
    return text.count > 60 && text[14...].starts(with: ".atlasv1.".utf8)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }
}
