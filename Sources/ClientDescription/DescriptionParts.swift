/// The words that each part of a description takes; docs/client-descriptions.md says what they mean.
extension DescriptionPart {
  static let client = Self(
    "The description",
    """
    client summary sources files recognise images loopback counts-empty command installs define concerns section
    programs judged ollama servers serves choices models checks secrets keys telemetry variables init about hook
    """)
  static let file = Self("An item of `files`", "path scope matches syntax content strict")
  static let command = Self("`command`", "options folder holds file variable")
  static let recognise = Self("`recognise`", "possible content needs not suffixes languages variables")
  static let server = Self(
    "An item of `servers`",
    """
    at id when off local ollama presumed-local presumed-ollama other address misread prefix default shown
    api variable optional shape label provider scheme built-in endpoint models checks secrets
    """)
  static let address = Self("An item of `address`, if not a path alone", "at when")
  static let api = Self("An item of `api`, if it is a list", "is when shape")
  static let models = Self(
    "`models` of a server, in addition to the words for a use",
    "at name prefix known-as served-as when roles checks placed unlisted unlisted-checks")
  static let role = Self("An item of `roles`, if not a word alone", "when chosen are listed as")
  static let use = Self(
    "A use of a model, in `models` and `choices`",
    """
    context output dimensions dimensions-unset tools tools-word tools-offered images prompt unsent-context
    thinks thinking instructions
    """)
  static let context = Self("`context`", "sent stated written quoted unset answer-on-top needs")
  static let unset = Self("`unset`", "when sends counts-on asks-otherwise unknown because")
  static let toolsWord = Self("`tools-word`", "in word")
  static let prompt = Self("`prompt` of a use", "tokens because")
  static let choice = Self(
    "An item of `choices`, in addition to the words for a use",
    """
    at when provider provider-is model separator only-listed prefix aliases roles later-roles repeated
    checks api
    """)
  static let condition = Self(
    "A condition: paths with tests that all hold; in a list, one of them",
    """
    PATH all any not $if $file $differ $hook $elsewhere $beside $documentation $example $local $excerpt $id $key
    $value $ollama $address
    """)
  static let test = Self(
    "A test, if not a value, a list of values, `present`, `missing` or `empty`",
    """
    is matches url above below type key-of same-as listed-in library-model embedding-model litellm-model
    at-least not-below server-variable has contains reference repeats above-all-of
    """)
  static let check = Self(
    "An item of `checks`",
    """
    key missing document shown shown-value or-empty when kind status problem name replacement corrected
    expected consequence effect counterpart must-be nearest nearest-key-of nearest-value-of quoted first after
    value-is-key
    """)
  static let keys = Self(
    "`keys`",
    "table source instead unknown effect wrong-type wrong-type-kind loose kind unknown-kind complete when prefix")
  static let secret = Self(
    "An item of `secrets`, if not a path alone",
    "at prefix instead when names-end-with")
  static let served = Self("`serves`", "port names open loads")
  static let loads = Self("`loads`", "at aliases command macros")
  static let loaded = Self(
    "An item of the description's own `models`",
    "at when name-below drops-suffix name shown shown-key context field")
  static let telemetry = Self("An item of `telemetry`", "when at says instead")
  static let variable = Self("A variable", "shape api separator is")
  static let setup = Self("`init`", "file context beside remote of settings")
  static let namedFile = Self("`beside` of `init`", "file start")
  static let remoteModel = Self("`remote` of `init`", "file choose")
  static let addition = Self("An item of `settings` of `init`", "when choice write")
  static let about = Self(
    "`about`",
    "type agent autocomplete git context set-context prompt tools timeout wrong-keys layers notes")
}
