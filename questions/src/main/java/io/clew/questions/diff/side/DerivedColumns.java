package io.clew.questions.diff.side;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.diff.work.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Looks up in the graph which columns derive from which; for one thread. */
public final class DerivedColumns implements ColumnWays {

    /** Columns that are looked at for one: far more than one derives from. */
    private static final int COLUMNS_MAX = 20_000;

    private final Work work;
    private final Side side;
    private final int workspace;
    private final EdgeCursor cursor;
    private final Map<Urn, Set<Urn>> above = new HashMap<>();

    /**
     * Makes one.
     *
     * @param side at whose clocks it looks
     */
    public DerivedColumns(Work work, Side side, int workspace) {
        this.work = work;
        this.side = side;
        this.workspace = workspace;
        this.cursor =
                side.view()
                        .cursor(
                                EdgeFilter.at(side.clocks())
                                        .columns(ColumnEdges.ONLY)
                                        .only(Set.of(EdgeKind.DERIVED_FROM)));
    }

    @Override
    public boolean mayDerive(Urn column, Urn from) {
        Set<Urn> all = above.computeIfAbsent(column, this::search);
        return all.isEmpty() || all.contains(from);
    }

    private Set<Urn> search(Urn column) {
        OptionalInt start = side.view().find(workspace, column, side.clocks());
        if (start.isEmpty()) {
            return Set.of();
        }
        Set<Integer> met = new HashSet<>(Set.of(start.getAsInt()));
        List<Integer> open = new ArrayList<>(met);
        Set<Urn> found = new HashSet<>();
        for (int i = 0; i < open.size(); i++) {
            if (open.size() > COLUMNS_MAX) {
                work.left()
                        .note(
                                "more than " + COLUMNS_MAX + " columns that one is made of",
                                start.getAsInt());
                break;
            }
            for (int name : side.names(open.get(i))) {
                cursor.out(name);
                while (cursor.next()) {
                    if (side.kind(cursor.node()) == NodeKind.COLUMN && met.add(cursor.node())) {
                        open.add(cursor.node());
                        found.add(side.urn(cursor.node()));
                    }
                }
            }
        }
        return found;
    }
}
