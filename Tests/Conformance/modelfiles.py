"""The cases of Ollama's own parser tests, read out of parser/parser_test.go."""
import ast
import os
import re

from verdicts import Case

TOKEN = re.compile(r'`[^`]*`|"(?:\\.|[^"\\])*"|[A-Za-z_][\w.]*|[{}()\[\]:,=]|\S')
ERRORS = re.compile(r"^(err[A-Z]\w*|io\.ErrUnexpectedEOF|ParserError)$")


def text(token):
    """The value of a Go string; escapes in these tests are Python's too."""
    return token[1:-1] if token[0] == "`" else ast.literal_eval(token)


def is_text(token):
    return token[0] in "`\""


def closing(tokens, start):
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index] in "{" and len(tokens[index]) == 1
        depth -= tokens[index] in "}" and len(tokens[index]) == 1
        if depth == 0:
            return index
    return len(tokens) - 1


def elements(tokens):
    """The { } groups at the top of a list of tokens."""
    index = 0
    while index < len(tokens):
        if tokens[index] == "{":
            end = closing(tokens, index)
            yield tokens[index + 1:end]
            index = end
        index += 1


def commands(tokens):
    """The value of the first []Command{...}, and the tokens without any of them."""
    value, rest, index = None, [], 0
    while index < len(tokens):
        if tokens[index] == "Command" and tokens[index + 1:index + 2] == ["{"]:
            end = closing(tokens, index + 1)
            if value is None:
                value = [[text(token) for token in group if is_text(token)] for group in elements(tokens[index + 2:end])]
            index = end
        else:
            rest.append(tokens[index])
        index += 1
    return value, rest


def functions(source):
    for part in re.split(r"(?m)^func ", source)[1:]:
        yield part.split("(", 1)[0], TOKEN.findall(re.sub(r"(?m)^\s*//.*$", "", part[part.index("{"):part.rindex("\n}") + 2]))


def table_of(tokens):
    """The elements of `cases := []struct{...}{...}` or `[]string{...}`; None where there is no table."""
    if "cases" not in tokens:
        return None
    start = tokens.index("cases")
    opening = tokens.index("{", start)
    if "struct" in tokens[start:opening]:
        opening = closing(tokens, opening) + 1
    return tokens[opening + 1:closing(tokens, opening)]


def found_in(name, tokens):
    """(input, commands or None, whether it fails) of each case of one function."""
    table = table_of(tokens)
    if name == "TestParseFileParameters":
        keys = [token for token, next_ in zip(table, table[1:]) if is_text(token) and next_ == ":"]
        for key, pair in zip(keys, elements(table)):
            yield "FROM foo\nPARAMETER " + text(key) + "\n", [["model", "foo"], [text(word) for word in pair if is_text(word)]], False
    elif name == "TestParseFileFormatParseFile":
        yield from ((text(token), None, False) for token in table if is_text(token))
    elif table is not None:
        for element in elements(table):
            value, rest = commands(element)
            inputs = [token for token in rest if is_text(token)]
            yield text(inputs[0]), value, any(ERRORS.match(token) for token in rest)
    else:
        value, rest = commands(tokens)
        yield text(next(token for token in rest if is_text(token))), value, value is None and any("Err" in token for token in rest)


def cases(path, scratch):
    if path is None:
        return []
    with open(os.path.join(path, "parser", "parser_test.go"), encoding="utf-8") as file:
        source = file.read()
    result = []
    for name, tokens in functions(source):
        # What a request is made of is no matter of the text, nor is what a directory holds.
        if not name.startswith("TestParse"):
            continue
        for index, (data, value, fails) in enumerate(found_in(name, tokens)):
            encodings = ["utf-8"]
            if name in ("TestParseFileUTF16ParseFile", "TestParseMultiByte"):
                encodings = ["utf-8", "utf-16-le", "utf-16-be"]
            for encoding in encodings:
                target = os.path.join(scratch, f"{name}.{index}.{encoding}")
                with open(target, "wb") as file:
                    mark = "" if encoding == "utf-8" else "\ufeff"
                    file.write((mark + data).encode(encoding))
                result.append(Case("ollama", "modelfile", target, (value, fails)))
    return result


def judge(cases, found, table):
    rows = {"fails": [0, 0], "reads": [0, 0]}
    for case in cases:
        if case.suite != "ollama":
            continue
        (value, fails), verdict = case.expected, found[case.path]
        row = rows["fails" if fails else "reads"]
        row[1] += 1
        if verdict["read"] != fails and (fails or value is None or verdict["commands"] == value):
            row[0] += 1
        else:
            table.wrong.append(f"Modelfile {os.path.basename(case.path)}: {verdict}, expected {value}")
    if any(row[1] for row in rows.values()):
        table.add("ollama parser_test.go", "same instructions and values", *rows["reads"])
        table.add("ollama parser_test.go", "refused as Ollama refuses", *rows["fails"])
