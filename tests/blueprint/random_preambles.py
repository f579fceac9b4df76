"""The first half of a random blueprint: what it may use, and the preamble that defines that."""

from __future__ import annotations

from random import Random

CLASSES = ("article", "report", "book", "amsart", "amsbook", "report", "article")
NAMES = ("definition", "lemma", "proposition", "theorem", "corollary", "remark", "example", "dfn", "fact")


class Preamble:
    """One document in the making: the lines so far, the labels that exist, and the dice."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.labels: list[str] = []
        self.usable = 0
        self.section_labels: list[str] = []
        self.files: dict[str, str] = {}
        self.count = 0
        self.document_class = self.dice.choice(CLASSES)
        self.chapters = self.document_class in ("report", "book", "amsbook")
        self.grouped_by = ""
        self.drawn = list(NAMES[:5])
        self.environments: list[str] = []
        self.wrappers: list[tuple[str, bool]] = []
        self.macros: dict[str, str] = {}

    def chance(self, probability: float) -> bool:
        return self.dice.random() < probability

    def number(self) -> int:
        self.count += 1
        return self.count

    def new_label(self) -> str:
        if self.labels and self.chance(0.03):
            return self.dice.choice(self.labels)
        label = self.dice.choice(("thm:{}", "a{}", "def:x-{}", "l.{}", "sec:{}", "x-{}", "Foo bar {}")).format(
            self.number()
        )
        self.labels.append(label)
        return label

    def preamble(self) -> list[str]:
        options = []
        if self.chance(0.25):
            self.drawn = self.dice.sample(NAMES, self.dice.randint(2, 6))
            options.append("thms=" + self.dice.choice(("+", " + ")).join(self.drawn))
        if self.chance(0.3):
            self.grouped_by = self.dice.choice(("chapter", "chapter", "section") if self.chapters else ("section",))
            options.append(f"dep_by={self.grouped_by}")
        if self.chance(0.1):
            options.append("nonreducedgraph")
        if self.chance(0.1):
            options.append("title={Graph of things}" if self.chance(0.3) else "title=Things")
        if self.chance(0.2):
            options.append("showmore")
        packages = [f"\\usepackage[{', '.join(options)}]{{blueprint}}" if options else "\\usepackage{blueprint}"]
        packages.append(
            self.dice.choice(("\\usepackage{amsmath, amsthm}", "\\usepackage{amsmath}\n\\usepackage{amsthm}"))
        )
        packages.append(
            self.dice.choice(("\\usepackage{hyperref}", "\\usepackage{amssymb}", "\\usepackage{cleveref}", ""))
        )
        if self.chance(0.3):
            packages.append("\\usepackage{enumitem}" if self.chance(0.5) else "\\usepackage{enumerate}")
        self.dice.shuffle(packages)
        lines = [f"\\documentclass{self.dice.choice(('', '[a4paper]', '[11pt, oneside]'))}{{{self.document_class}}}"]
        lines += [line for line in packages if line]
        lines += self.theorems() + self.definitions()
        if self.chance(0.2):
            lines.append(
                "\\home{https://example.org/}\n\\github{https://example.org/a_b/}\n\\dochome{https://example.org/~x/docs}"
            )
        if self.chance(0.08):
            lines.append("\\graphcolor{stated}{#123456}{Odd}" if self.chance(0.5) else "\\bpcolor{proved}{pink}{Pink}")
        if self.chance(0.3):
            lines.append("\\title{A \\emph{title}}\n\\author{Nobody}")
        return lines

    def theorems(self) -> list[str]:
        lines: list[str] = []
        first: str | None = None
        parent = "chapter" if self.chapters and self.chance(0.5) else "section"
        names = [*self.dice.sample(NAMES, len(NAMES))]
        for name in names:
            title = name.capitalize()
            roll = self.dice.random()
            if self.chance(0.1):
                lines.append(f"\\theoremstyle{{{self.dice.choice(('definition', 'plain', 'remark'))}}}")
            if roll < 0.5 and first:
                lines.append(f"\\newtheorem{{{name}}}[{first}]{{{title}}}")
            elif roll < 0.7:
                lines.append(f"\\newtheorem{{{name}}}{{{title}}}[{parent}]")
                first = first or name
            elif roll < 0.8:
                lines.append(f"\\newtheorem*{{{name}}}{{{title}}}")
            elif roll < 0.85:
                lines.append(f"\\newtheorem{{{name}}}[equation]{{{title}}}")
            else:
                lines.append(f"\\newtheorem{{{name}}}{{{title}}}")
                first = first or name
            self.environments.append(name)
        if self.chance(0.15):
            lines.append("\\newtheorem*{theorem*}{Theorem}")
            self.environments.append("theorem*")
        if self.chance(0.25):
            lines.append(f"\\numberwithin{{equation}}{{{parent}}}")
        if self.chance(0.1):
            lines.append("\\newcommand{\\thethinglabel}{x}\n\\renewcommand{\\thesection}{\\Roman{section}}")
        return lines

    def definitions(self) -> list[str]:
        lines = []
        if self.chance(0.4):
            lines.append("\\newcommand{\\ok}{\\leanok}")
            self.macros["leanok"] = "\\ok"
        if self.chance(0.4):
            lines.append(
                self.dice.choice(
                    (
                        "\\newcommand{\\using}[1]{\\uses{#1}}",
                        "\\newcommand*\\using[1]{\\uses{#1}}",
                        "\\def\\using#1{\\uses{#1}}",
                    )
                )
            )
            self.macros["uses"] = "\\using"
        if self.chance(0.3):
            lines.append("\\newcommand{\\decl}[1]{\\lean{#1}\\leanok}")
            self.macros["lean"] = "\\decl"
        if self.chance(0.2):
            lines.append("\\let\\lbl\\label")
            self.macros["label"] = "\\lbl"
        if self.chance(0.3):
            target = self.dice.choice(self.environments)
            lines.append(f"\\newenvironment{{boxed{target.strip('*')}}}{{\\begin{{{target}}}}}{{\\end{{{target}}}}}")
            self.wrappers.append((f"boxed{target.strip('*')}", False))
        if self.chance(0.3):
            target = self.dice.choice(self.environments)
            lines.append(f"\\newenvironment{{named}}[2]{{\\begin{{{target}}}[#1]\\label{{#2}}}}{{\\end{{{target}}}}}")
            self.wrappers.append(("named", True))
        if self.chance(0.3):
            target = self.dice.choice(self.environments)
            body = f"\\begin{{{target}}}[#1]\\label{{#2}}#3\\end{{{target}}}"
            lines.append(f"\\newcommand{{\\result}}[3]{self.dice.choice(('', '[Untitled]'))}{{{body}}}")
            self.macros["result"] = "\\result" + ("[A name]" if "[Untitled]" in lines[-1] else "{A name}")
        if self.chance(0.2):
            lines.append("\\def\\pair(#1,#2){\\lean{#1}\\uses{#2}}")
            self.macros["pair"] = "\\pair"
        if self.chance(0.15):
            lines.append("\\makeatletter\n\\newcommand{\\@mark}{\\leanok}\n\\def\\marked{\\@mark}\n\\makeatother")
            self.macros["leanok"] = "\\marked"
        if self.chance(0.3):
            lines.append("\\newif\\ifdraft\n" + self.dice.choice(("\\drafttrue", "\\draftfalse", "")))
            self.macros["if"] = "\\ifdraft"
        if self.chance(0.3):
            lines.append(
                "\\newcommand{\\R}{\\mathbb{R}}\n\\DeclareMathOperator{\\Hom}{Hom}\n\\providecommand{\\N}{\\mathbb N}"
            )
        return lines
