r"""An engine that also notes where everything stands, so that the document can be put together afterwards.

What it notes are edits of the inputs: at this place a statement begins, here stands another file, this was left out.
The text of a macro of the author's stays where it is called, unless something is to be noted within it: then what the
macro stands for takes the place of the call. So nothing is lost and nothing doubled, whatever macros open and close.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from workbench.blueprint.engine import Engine, Handler
from workbench.blueprint.events import Edit, Event, Numbering, Split
from workbench.blueprint.latex import Style
from workbench.blueprint.macros import Macro
from workbench.blueprint.scanner import Frame
from workbench.blueprint.sources import Source
from workbench.blueprint.texts import InForce
from workbench.blueprint.tree import Element, Kind

Stretch = tuple[Frame, int, int]
"""A part of an input."""
Before = list[tuple[Frame, int]]
"""The inputs that are open, outermost first, and from where each is still to be read."""

_DEEPEST = 25
"""How many inputs one command with its arguments may reach over."""


@dataclass(slots=True)
class OpenList:
    """A list that is open."""

    name: str
    bracket: str | None
    """For an enumerate: what stood in brackets behind it."""
    term: str | None = None
    """What stands in brackets behind the last item, which then LaTeX does not count."""
    uncounted: int = 0


@dataclass(slots=True)
class OwnEnvironment:
    """An environment of the author's that is open."""

    name: str
    call: Stretch
    begins: Frame | None
    """What it begins with, where that is read."""
    text: str
    """The same as a text."""


@dataclass(slots=True)
class Watched:
    """What a command read while it was carried out, arguments within arguments aside."""

    nesting: int
    arguments: list[str] = field(default_factory=list)
    bracket: str | None = None
    opened: Element | None = None


class Recorder(Engine):
    """Reads a document exactly as `Engine` does; what the additional commands note is in `edits`."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.in_force = _Noted(self)
        self.edits: dict[Frame, list[Edit]] = {}
        self.first: Frame | None = None
        """The main file."""
        self.begun = False
        self.start: Numbering | None = None
        """How equations are numbered where the document begins."""
        self.headings: dict[Element, str | None] = {}
        """The numbers of headings, as LaTeX prints them."""
        self.watched: Watched | None = None
        self.items: dict[Element, str | None] = {}
        """What `\\ref` prints for labelled items of lists."""
        self.lists: list[OpenList] = []
        """The lists that are open."""
        self.loose: dict[str, Element | None] = {}
        """Labels that plasTeX gives to nothing, with the heading before them."""
        self.front: dict[str, str] = {}
        """Title, author and date."""
        self.databases: list[str] = []
        """The names of the files with references."""
        self.section_depth: int | None = None
        self.equations_within: str | None = None
        self.own: list[OwnEnvironment] = []
        """The environments of the author's that are open."""
        self.partners: dict[Frame, OwnEnvironment] = {}
        """By the text that an environment of the author's ends with: how it began."""
        self._calls: dict[Frame, list[Stretch]] = {}
        """By the text of a macro that is being read: where it was called."""
        self._pushed: Frame | None = None
        self._arguments: list[str] = []
        self._crossed: Before = []

    # Noting

    def before(self) -> Before:
        """Where the command begins that is about to be carried out."""
        inputs = [(frame, frame.pos) for frame in self.frames[max(self.base, len(self.frames) - _DEEPEST) :]]
        inputs[-1] = (self.frames[-1], self.frames[-1].start)
        return inputs

    def stretches(self, before: Before) -> list[Stretch]:
        """What was read since, in reading order."""
        read: list[Stretch] = []
        opened = self.frames[-_DEEPEST - 2 :]
        for frame, begin in reversed(before):
            if frame in opened:
                if frame.pos > begin or not read:
                    read.append((frame, begin, frame.pos))
                break
            read.append((frame, begin, len(frame.text)))
        return read

    def put(self, read: list[Stretch], event: Event | None = None, inside: Frame | None = None) -> None:
        """Has something, or nothing, stand in the place of what was read; shows the macros that it stands in."""
        place = self.place() if event is not None and not isinstance(event, Split) else None
        moment = self.in_force.moment
        for frame, begin, end in read:
            root = frame.root
            shift = frame.offset
            self.edits.setdefault(root, []).append(Edit(shift + begin, shift + end, event, inside, moment, place))
            self.show(root)
            event = inside = None

    def show(self, frame: Frame) -> None:
        """Has what a macro stands for take the place of its call."""
        while True:
            call = self._calls.pop(frame.root, None)
            if call is None:
                return
            partner = self.partners.pop(frame.root, None)
            if partner is not None:
                self.show_beginning(partner)
            inside: Frame | None = frame.root
            for outer, begin, end in call:
                edit = Edit(outer.offset + begin, outer.offset + end, None, inside, self.in_force.moment, None)
                self.edits.setdefault(outer.root, []).append(edit)
                inside = None
            frame = call[0][0]

    def is_shown(self, own: OwnEnvironment) -> bool:
        """Whether what it begins with stands in the document already."""
        return own.begins is not None and own.begins not in self._calls

    def show_beginning(self, own: OwnEnvironment) -> None:
        """Has what an environment of the author's begins with stand in the document, in a group as in LaTeX."""
        frame, begin, _ = own.call
        self.put([(frame, begin, begin)], inside=Frame("{"))
        if own.begins is not None:
            self.show(own.begins)
        else:
            self.put([own.call], inside=Frame(own.text))

    def show_here(self) -> None:
        """Shows the macro that the present command stands in, if any."""
        self.show(self.frames[-1])

    def write(self, text: str) -> None:
        """Has a text of ours stand before the present command."""
        top = self.frames[-1]
        self.put([(top, top.start, top.start)], inside=Frame(text))

    def split(self) -> None:
        """A definition is about to change."""
        if self.begun and self.frames:
            top = self.frames[-1]
            self.put([(top, top.start, top.start)], Split())

    def watch(self, handler: Handler) -> Watched:
        """Carries out a command; answers what it read."""
        outer, self.watched = self.watched, Watched(self._nesting)
        try:
            handler(self)
            return self.watched
        finally:
            self.watched = outer

    def numbering(self) -> Numbering:
        """How equations are numbered now."""
        counters = self.counters
        above = tuple(counters.value(name) for name in counters.above("equation"))
        formats = dict(counters.formats)
        if self.equations_within:
            formats["equation"] = f"${{the{self.equations_within}}}.${{equation}}"
        return Numbering(dict(counters.values), formats, above, self.equations_within is not None)

    # What the engine does anyway, noted

    def argument(self, *, url: bool = False) -> str:
        """The next argument."""
        given = super().argument(url=url)
        if self.watched is not None and self.watched.nesting == self._nesting:
            self.watched.arguments.append(given)
        return given

    def optional(self) -> str | None:
        """The next argument in brackets."""
        given = super().optional()
        if self.watched is not None and self.watched.nesting == self._nesting:
            self.watched.bracket = given
        return given

    def environment(self, style: Style) -> Element:
        """A new element for an environment."""
        element = super().environment(style)
        self._open(element)
        return element

    def stray(self, name: str, style: Style | None = None, kind: Kind = Kind.COMMAND) -> Element | None:
        """An environment that nobody defined."""
        element = super().stray(name, style, kind)
        if element is not None and style is None:
            self._open(element)
        return element

    def _open(self, element: Element) -> None:
        if self.watched is not None and self.watched.nesting == self._nesting and self.watched.opened is None:
            self.watched.opened = element

    def push_source(self, source: Source) -> None:
        """Reads a file."""
        super().push_source(source)
        self.first = self.first or self.frames[-1]

    def push_text(self, text: str, *, letters_at: bool = False) -> None:
        """Reads the text that a macro stands for."""
        super().push_text(text, letters_at=letters_at)
        if text:
            self._pushed = self.frames[-1]

    def macro_arguments(self, macro: Macro) -> list[str]:
        """The arguments of a macro."""
        self._arguments = super().macro_arguments(macro)
        return self._arguments

    def expand_call(self, macro: Macro) -> None:
        """Goes on with the text that a macro stands for."""
        self.called(super().expand_call, macro)

    def called(self, handler: Any, *given: Any) -> Frame | None:
        """Carries out what may go on with another text; notes where that was asked for, and answers the text."""
        before = self.before()
        outer, self._pushed = self._pushed, None
        handler(*given)
        pushed, self._pushed = self._pushed, outer
        if pushed is not None:
            self._calls[pushed] = self.stretches(before)
        return pushed

    def expansion(self, macro: Macro) -> str:
        """What the macro stands for whose arguments were read last."""
        return macro.expand(self._arguments)

    def read_file(self, source: Source) -> None:
        """Goes on with a file."""
        top = self.frames[-1]
        asked: Stretch = (top, top.start, top.pos)
        super().read_file(source)
        self.put([asked], inside=self.frames[-1])

    def skip_branch(self, *, to_else: bool) -> str:
        """Skips a branch of a conditional."""
        self._crossed = self.before()
        return super().skip_branch(to_else=to_else)

    def leave_out(self, frame: Frame, begin: int, *, doubt: bool = False) -> None:
        """Leaves out what was read since."""
        super().leave_out(frame, begin, doubt=doubt)
        if self.frames[-1] is frame:
            self.put([(frame, begin, frame.pos)])
        elif self._crossed and self._crossed[-1][0] is frame:
            self.put(self.stretches(self._crossed))
        else:
            self.put([(frame, begin, len(frame.text))])


class _Noted(InForce):
    """Definitions through time; where one changes, a text of the document ends."""

    def __init__(self, engine: Recorder) -> None:
        super().__init__()
        self._engine = engine

    def set(self, name: str, definition: str | None) -> None:
        """From now on `name` means this, or nothing."""
        engine = self._engine
        if engine.begun and definition in ("true", "false"):  # a flag: the command that sets it prints nothing
            top = engine.frames[-1]
            engine.put([(top, top.start, top.pos)])
        engine.split()
        super().set(name, definition)


def name_of(engine: Recorder, seen: Watched) -> str:
    """The first argument of a command as a name."""
    return engine.plain(seen.arguments[0]) if seen.arguments else ""


def handler(note: Callable[[Recorder], None]) -> Handler:
    """A command that only a `Recorder` is given."""
    return cast(Handler, note)


def each(note: Callable[[Handler, Recorder], None], handlers: Mapping[str, Handler], names: str) -> dict[str, Handler]:
    """Commands of the engine's, each carried out by `note`."""
    return {name: handler(partial(note, handlers[name])) for name in names.split()}
