"""The whole graph in braille, with the kin of the selection brought out; drawn in a thread, shown line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp, Resize
from textual.strip import Strip

from workbench.tui.desk import Desk
from workbench.tui.latest import Latest
from workbench.tui.messages import NodeOpened, NodeSelected
from workbench.tui.widgets.lined import Lined
from workbench.views.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.tui.graph_picture import Chart, Picture, Scene, View

PATIENCE = 0.3
"""Seconds until the first layout begins."""
STEP = 0.25
"""How much of what is in sight a pan moves by."""
FACTOR = 1.6
"""How much nearer one comes by a key."""
NEAR = 3
"""Cells from a node within which a click means it."""


class Overview(Lined, can_focus=True):
    """Positions are computed once for each desk; pan, zoom and selection draw anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,H", "pan(-1,0)", "Left", show=False),
        Binding("right,L", "pan(1,0)", "Right", show=False),
        Binding("up,K", "pan(0,-1)", "Up", show=False),
        Binding("down,J", "pan(0,1)", "Down", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._desk: Desk | None = None
        self._selected: str | None = None
        self._chart: Chart | None = None
        self._charted: object = None
        self._scene: tuple[Desk, Scene] | None = None
        """The last one that was drawn, and the desk that it is of."""
        self._picture: Picture | None = None
        self._view: View | None = None
        self._held: tuple[int, int, View | None] | None = None
        """Where the mouse went down, and what was in sight then."""
        self._dragged = False
        self._latest = Latest(self, "overview")

    def show(self, desk: Desk, selected: str | None) -> None:
        """Show the graph of a desk; the first time only when the other panes have had time to be painted."""
        self._desk, self._selected = desk, selected
        if self._chart is None:
            self.set_timer(PATIENCE, self._draw)
        else:
            self._draw()

    def select(self, selected: str | None) -> None:
        """Bring out the kin of another node; it is brought into sight, too."""
        self._selected = selected
        if self._chart is not None:
            self._draw(follow=True)

    def zoom(self, direction: int) -> None:
        """Nearer (1), farther (-1), or everything (0)."""
        from workbench.tui.graph_picture import View

        view = self._view or View()
        if direction == 0:
            self._view = View()
        else:
            if self._chart is not None and self._selected in self._chart.ids and view.zoom == 1.0:
                view = view.at(*map(float, self._chart.places[self._chart.ids.index(self._selected)]))
            self._view = view.zoomed(FACTOR**direction)
        self._draw(follow=direction > 0)

    @property
    def waits(self) -> bool:
        """Whether the first layout is still to come."""
        return self._chart is None and self._can_draw

    @property
    def _can_draw(self) -> bool:
        return self._desk is not None and self.display and self.size.width >= 4 and self.size.height >= 2

    def action_pan(self, x: int, y: int) -> None:
        """Look elsewhere."""
        if self._view is not None:
            self._view = self._view.moved(x * STEP, y * STEP)
            self._draw()

    def on_resize(self, event: Resize) -> None:
        """Draw for the new size."""
        if self._chart is not None:
            self._draw()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel zooms."""
        event.stop()
        self.zoom(1)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel zooms."""
        event.stop()
        self.zoom(-1)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Where the graph is taken hold of."""
        self._held, self._dragged = (event.screen_x, event.screen_y, self._view), False
        self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Drag what is in sight."""
        if self._held is None:
            return
        x, y, view = self._held
        across, down = event.screen_x - x, event.screen_y - y
        if view is not None and (across or down):
            self._dragged = True
            self._view = view.moved(-across / max(1, self.size.width), -down / max(1, self.size.height))
            self._draw()

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let go of it."""
        self._held = None
        self.release_mouse()

    def on_click(self, event: Click) -> None:
        """Select the node that was clicked, or nearly."""
        at = event.get_content_offset(self)
        if self._picture is None or at is None or self._dragged:
            return
        near = min(
            self._picture.hits,
            key=lambda hit: (hit[0] - at.x) ** 2 + 4 * (hit[1] - at.y) ** 2,
            default=None,
        )
        if near is not None and abs(near[0] - at.x) <= NEAR and abs(near[1] - at.y) <= 1:
            id = self._picture.hits[near]
            self.post_message(NodeOpened(id) if event.chain == 2 else NodeSelected(id))

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        if self._picture is None:
            return self.line("laying out the graph ..." if y == 0 and self._desk is not None else "", "faint")
        rows = self._picture.rows
        return self.strip(
            [Segment(text, self.style_of(meaning)) for text, meaning in (rows[y] if y < len(rows) else ())]
        )

    def _draw(self, *, follow: bool = False) -> None:
        desk, selected, size = self._desk, self._selected, self.size
        if desk is None or not self._can_draw:
            return
        charted, known, view, last = self._charted, self._chart, self._view, self._scene

        def job() -> Callable[[], None]:
            from workbench.tui.graph_picture import View, chart, picture, scene

            graph = known if known is not None and charted is desk.blueprint else chart(desk)
            looks = view or View()
            if follow and selected in graph.ids:
                looks = _brought_in(looks, *map(float, graph.places[graph.ids.index(selected)]))
            same = last is not None and last[0] is desk and last[1].chart is graph and last[1].selected == selected
            shown = last[1] if last is not None and same else scene(graph, desk, selected)
            drawn = picture(shown, looks, size.width, size.height)

            def show() -> None:
                self._chart, self._charted, self._picture = graph, desk.blueprint, drawn
                self._view, self._scene = looks, (desk, shown)
                self.border_title = Text(plain(selected) if selected else "the whole graph")
                self.border_subtitle = f"{looks.zoom:.1f} times nearer" if looks.zoom > 1 else ""
                self.refresh()

            return show

        self._latest.submit(job)


def _brought_in(view: View, x: float, y: float) -> View:
    """The same view where the point is well within it, else with the point in its middle."""
    reach = 0.45 / view.zoom
    return view if abs(view.x - x) <= reach and abs(view.y - y) <= reach else view.at(x, y)
