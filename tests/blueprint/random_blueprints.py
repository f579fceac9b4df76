r"""Random leanblueprint documents that exercise every rule of `docs/blueprints.md`, each made from a seed alone.

`blueprint(seed)` gives the files of one blueprint (`web.tex` is the main one). Uses point mostly backwards, so that
cycles, on which leanblueprint crashes, stay rare. Most lines can be removed alone without harm, for a disagreement to
be shrunk line by line.
"""

from __future__ import annotations

from collections.abc import Callable

from random_preambles import Preamble

CONTAINERS = ("center", "quote", "itemize", "enumerate", "flushleft", "quotation", "small", "minipage", "tcolorbox")
SWITCHES = ("\\small", "\\itshape", "\\centering", "\\bf", "\\noindent", "\\sffamily", "\\normalsize", "\\raggedright")


class Writer(Preamble):
    """The body of the document, written with what the preamble defines."""

    def some_labels(self) -> str:
        known = self.labels[: self.usable] if self.usable and self.chance(0.97) else self.labels
        labels = self.dice.sample(known, min(len(known), self.dice.choice((1, 1, 2, 3))))
        if self.chance(0.06):
            labels.insert(self.dice.randrange(len(labels) + 1), "nowhere")
        if self.chance(0.04):
            labels.append("")
        return self.dice.choice((",", ", ", " , ", ",\n  ", ",%\n")).join(labels)

    # -- flags

    def macro(self, name: str) -> str:
        return self.macros[name] if name in self.macros and self.chance(0.4) else f"\\{name}"

    def flag(self, proof: bool = False) -> str:
        kinds = ["leanok", "leanok", "leanok", "uses", "uses", "uses", "lean", "mathlibok", "notready", "discussion"]
        kind = self.dice.choice(kinds)
        if kind == "uses" and not self.labels:
            kind = "leanok"
        if kind in ("leanok", "mathlibok", "notready"):
            if self.chance(0.9):
                kind = "leanok" if proof or self.chance(0.6) else kind
            return self.macro(kind)
        if kind == "uses" and "pair" in self.macros and self.chance(0.3):
            return f"\\pair(Foo.pair{self.number()},{self.dice.choice(self.labels)})"
        if kind == "uses":
            return f"{self.macro('uses')}{{{self.some_labels()}}}" if self.chance(0.96) else "\\uses{}"
        if kind == "discussion":
            return f"\\discussion{{{self.dice.choice(('#', '', ' # '))}{self.number()}}}"
        names = ", ".join(f"Foo.bar{self.number()}" for _ in range(self.dice.choice((1, 1, 2))))
        return f"{self.macro('lean')}{{{names}}}"

    def text(self) -> str:
        choices = [
            "Some words here.",
            "Let $x \\in X$ and $y_1 < 2$.",
            "Words \\emph{emphasised} and \\textbf{bold} % \\leanok",
            "We have \\[ a = b. \\]",
            "Here \\(a^2\\), and \\verb|\\leanok| too.",
            "$$ x + y = z $$",
            "100\\% of ``it''---see \\cite{key}.",
            "\\[ \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\]",
        ]
        if self.labels:
            choices.append(f"By Theorem~\\ref{{{self.dice.choice(self.labels)}}} it holds.")
        return self.dice.choice(choices)

    # -- blocks

    def label(self) -> str:
        return f"{self.macro('label')}{{{self.new_label()}}}"

    def equation(self) -> list[str]:
        environment = self.dice.choice(
            ("equation", "equation", "equation*", "align", "align*", "gather", "multline", "eqnarray")
        )
        lines = [f"\\begin{{{environment}}}"]
        if self.chance(0.5):
            lines.append(f"\\label{{{self.new_label()}}}")
        lines.append("a &= b" if environment.startswith("align") else "a = b")
        if environment.rstrip("*") in ("align", "gather") and self.chance(0.6):
            lines.append(f"\\\\ c = d \\label{{{self.new_label()}}}" if self.chance(0.6) else "\\\\ c = d \\notag")
        if self.chance(0.1):
            lines.append("\\leanok")
        return [*lines, f"\\end{{{environment}}}"]

    def items(self, depth: int) -> list[str]:
        environment = self.dice.choice(("enumerate", "enumerate", "itemize", "description"))
        option = "[(a)]" if environment == "enumerate" and self.chance(0.15) else ""
        lines = [f"\\begin{{{environment}}}{option}"]
        for _ in range(self.dice.randint(1, 3)):
            item = "\\item" + self.dice.choice(("", "", "[x]", " "))
            if self.chance(0.3):
                item += " " + self.label()
            lines.append(f"{item} {self.text()}")
            if self.chance(0.15):
                lines.append(self.flag())
            if depth > 0 and self.chance(0.15):
                lines += self.items(depth - 1)
            if depth > 0 and self.chance(0.1):
                lines += self.statement(0)
            if depth > 0 and self.chance(0.1):
                lines += self.proof(0)
        return [*lines, f"\\end{{{environment}}}"]

    def figure(self) -> list[str]:
        kind = self.dice.choice(("figure", "figure", "table"))
        lines = [f"\\begin{{{kind}}}[ht]" if self.chance(0.5) else f"\\begin{{{kind}}}", "A picture."]
        if self.chance(0.6):
            lines.append(f"\\caption{{A caption{self.dice.choice(('', ' with $x$', ' [b]'))}}}")
        if self.chance(0.7):
            lines.append(self.label())
        return [*lines, f"\\end{{{kind}}}"]

    def hidden(self, depth: int) -> list[str]:
        """Things that must not count, or count in an unexpected way."""
        inside = [self.flag()] if self.chance(0.5) else self.statement(0)
        roll = self.dice.randrange(11)
        if roll == 0:
            return ["\\iffalse", *inside, "\\fi"]
        if roll == 1:
            return ["\\begin{verbatim}", *inside, "\\end{verbatim}"]
        if roll == 2:
            return [f"% {line}" for text in inside for line in text.split("\n")]
        if roll == 3 and "if" in self.macros:
            return [self.macros["if"], *inside, *(["\\else", self.flag()] if self.chance(0.5) else []), "\\fi"]
        if roll == 4:
            return ["{", *inside, "}"]
        if roll == 5:
            return (
                ["\\ifplastex", *inside, "\\else", self.flag(), "\\fi"]
                if self.chance(0.3)
                else [f"\\textbf{{{self.flag()} x}}"]
            )
        if roll == 6:
            return ["\\begingroup", *inside, "\\endgroup"]
        if roll == 7:
            test = self.dice.choice(
                (
                    "\\ifnum 1<2",
                    "\\ifx\\nothing\\undefined",
                    "\\ifdefined\\nothing",
                    "\\ifdefined\\leanok",
                    "\\iftrue",
                    "\\ifodd 3",
                )
            )
            return [test, *inside, "\\else", self.flag(), "\\fi"]
        if roll == 8:
            return ["{\\def\\leanok{\\relax}", *inside, "}"]
        if roll == 9:
            command = self.dice.choice(("mbox", "emph", "parbox{3cm}", "fbox", "unknownmacro", "text"))
            return [f"\\{command}{{{self.flag()}}}"]
        return [f"A note.\\footnote{{{self.text().split('%')[0]} {self.flag()}}}"]

    def body(self, depth: int, proof: bool = False) -> list[str]:
        lines: list[str] = []
        for _ in range(self.dice.choice((0, 1, 1, 2, 2, 3))):
            lines.append(self.flag(proof))
        for _ in range(self.dice.choice((1, 1, 2, 3)) if self.chance(0.97) else 0):
            roll = self.dice.random()
            if roll < 0.55 or depth == 0:
                lines.append(self.text())
            elif roll < 0.65:
                lines += self.equation()
            elif roll < 0.75:
                lines += self.items(depth - 1)
            elif roll < 0.8:
                lines += ["Text before a break.", "", "Text after it."]
            elif roll < 0.84:
                lines += self.figure()
            elif roll < 0.9:
                lines += self.hidden(depth - 1)
            elif roll < 0.94:
                lines += self.container(depth - 1)
            elif roll < 0.96:
                lines += self.statement(depth - 1)
            elif roll < 0.98:
                lines.append(f"{self.dice.choice(SWITCHES)} {self.text()}")
            else:
                lines.append(f"\\paragraph{{Aside}} {self.text()}")
        for _ in range(self.dice.choice((0, 0, 0, 1))):
            lines.append(self.flag(proof))
        return lines

    def statement(self, depth: int) -> list[str]:
        if "result" in self.macros and self.chance(0.15):
            return [f"{self.macros['result']}{{{self.new_label()}}}{{{self.flag()}", "Text.", "}"]
        if self.wrappers and self.chance(0.2):
            name, arguments = self.dice.choice(self.wrappers)
            opening = f"\\begin{{{name}}}" + (f"{{A name}}{{{self.new_label()}}}" if arguments else "")
        else:
            drawn = [e for e in self.environments if e in self.drawn]
            name = self.dice.choice(drawn if drawn and self.chance(0.75) else self.environments)
            opening = f"\\begin{{{name}}}" + self.dice.choice(
                ("", "", "[A name]", "[$x^2$ and \\emph{more}]", " [Spaced]")
            )
        body = self.body(depth)
        if not self.chance(0.07):
            where = 0 if self.chance(0.7) else self.dice.randrange(len(body) + 1)
            body.insert(where, self.label())
        if self.chance(0.08):
            body.insert(self.dice.randrange(len(body) + 1), self.label())
        if self.section_labels and self.chance(0.1):
            body.insert(0, f"\\alsoIn{{{self.dice.choice(self.section_labels)}}}")
        if depth > 0 and self.chance(0.05):
            body += self.proof(0)
        lines = [opening, *body, f"\\end{{{name}}}"]
        if self.chance(0.05):
            lines.append(self.label())
        if self.chance(0.04):
            lines.append(self.flag())
        return lines

    def proof(self, depth: int) -> list[str]:
        if self.chance(0.05):
            return [
                "\\begin{proof}",
                *([] if self.chance(0.4) else ["% nothing" if self.chance(0.5) else ""]),
                "\\end{proof}",
            ]
        caption = ""
        if self.labels and self.chance(0.15):
            caption = f"[Proof of Theorem \\ref{{{self.dice.choice(self.labels)}}}]"
        body = self.body(depth, proof=True)
        if self.labels and self.chance(0.15):
            target = self.dice.choice(self.labels) if self.chance(0.9) else "nowhere"
            body.insert(self.dice.randrange(len(body) + 1), f"\\proves{{{target}}}")
        return [f"\\begin{{proof}}{caption}", *body, "\\end{proof}"]

    def section(self) -> list[str]:
        level = self.dice.choice(("section", "section", "subsection", "chapter" if self.chapters else "section"))
        star = "*" if level != self.grouped_by and self.chance(0.15) else ""
        lines = [f"\\{level}{star}{{About {self.dice.choice(('things', '$x$', 'A and B', 'the end'))}}}"]
        if self.chance(0.5):
            label = self.new_label()
            self.section_labels.append(label)
            lines.append(f"\\label{{{label}}}")
        return lines

    def container(self, depth: int) -> list[str]:
        name = self.dice.choice(CONTAINERS)
        argument = "{5cm}" if name == "minipage" else ""
        inside = self.dice.choice(
            (lambda: self.statement(depth), lambda: self.proof(depth), lambda: [self.text()], lambda: [self.flag()])
        )()
        item = ["\\item"] if name in ("itemize", "enumerate") else [""] if self.chance(0.2) else []
        return [f"\\begin{{{name}}}{argument}", *item, *inside, f"\\end{{{name}}}"]

    def between(self) -> list[str]:
        choices: list[Callable[[], list[str]]] = [
            lambda: [self.text()],
            lambda: [""],
            lambda: [self.text(), ""],
            self.equation,
            lambda: self.items(1),
            self.figure,
            lambda: self.hidden(1),
            lambda: self.container(1),
            lambda: [f"\\paragraph{{Aside.}} {self.text()}"],
            lambda: ["\\medskip", "\\noindent More."],
            lambda: ["\\appendix"] if self.chance(0.2) else ["\\bigskip"],
            lambda: [self.flag()] if self.chance(0.3) else ["\\clearpage"],
            lambda: ["\\setcounter{section}{4}"] if self.chance(0.3) else ["\\newpage"],
            lambda: ["\\renewcommand{\\ok}{\\notready}"] if self.chance(0.2) else ["\\vspace{1cm}"],
            lambda: ["\\part{A part}"] if self.chance(0.3) else ["\\hrule"],
            lambda: ["\\begin{tabular}{c|c}", f"{self.text()} & x \\\\", "\\end{tabular}"],
        ]
        return self.dice.choice(choices)()

    def blocks(self, count: int, depth: int = 2) -> list[str]:
        lines: list[str] = []
        for _ in range(count):
            roll = self.dice.random()
            if roll < 0.12:
                lines += self.section()
            elif roll < 0.3:
                lines += self.between()
            elif roll < 0.36 and depth == 2:
                name = f"{self.dice.choice(('', 'chapters/'))}part{self.number()}"
                self.files[f"{name}.tex"] = "\n".join(self.blocks(self.dice.randint(1, 4), 1)) + "\n"
                lines.append(self.dice.choice((f"\\input{{{name}}}", f"\\input{{{name}.tex}}", f"\\include{{{name}}}")))
            else:
                self.usable = len(self.labels)
                lines += self.statement(depth)
                if self.chance(0.25):
                    lines += self.between() if self.chance(0.5) else [""]
                if self.chance(0.65):
                    lines += self.proof(depth)
            if self.chance(0.4):
                lines.append("")
        return lines


def blueprint(seed: int, blocks: int = 14) -> dict[str, str]:
    """The files of random blueprint number `seed`, by name; `web.tex` is the main one."""
    writer = Writer(seed)
    lines = writer.preamble()
    if writer.chance(0.05):
        lines.append("\\input{macros}")
        writer.files["macros.tex"] = "\\newcommand{\\Z}{\\mathbb{Z}}\n"
    lines.append("\\begin{document}")
    if writer.chance(0.3):
        lines.append("\\maketitle")
    if writer.grouped_by or writer.chance(0.8):
        level = writer.grouped_by or ("chapter" if writer.chapters else "section")
        lines += [f"\\{level}{{First}}", "\\label{ch:first}"]
        writer.section_labels.append("ch:first")
    lines += writer.blocks(blocks)
    lines.append("\\end{document}")
    return {"web.tex": "\n".join(lines) + "\n", **writer.files}
