package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Knows of which runs and jobs it is told how columns of a dataset went into what they wrote.
 *
 * <p>It is, where column lineage was told of all that one wrote, it wrote nothing but data, and a
 * column of what it wrote derives from the dataset or a column of it. The last tells a dataset that
 * it did not need from one that its column lineage calls by a name that nobody knows.
 */
final class TellingMakers {

    private static final Set<NodeKind> DATA =
            EnumSet.of(NodeKind.DATASET, NodeKind.DATASET_VERSION, NodeKind.COLUMN);

    private final Rules rules;
    private final EdgeCursor derived;
    private final EdgeCursor makers;
    private final EdgeCursor products;
    private final EdgeCursor uses;
    private final DataOf data;
    private final IntMap told = new IntMap();
    private final Map<Integer, IntMap> effects = new HashMap<>();
    private final Map<Integer, int[]> datasetsOfProducts = new HashMap<>();

    TellingMakers(Rules rules, DataOf data) {
        this.rules = rules;
        this.data = data;
        this.derived = rules.view.cursor(rules.followed.only(Set.of(EdgeKind.DERIVED_FROM)));
        this.makers = rules.view.cursor(rules.followed.only(Set.of(EdgeKind.GENERATED_BY)));
        this.products = rules.view.cursor(rules.followed.only(Set.of(EdgeKind.GENERATED_BY)));
        this.uses = rules.view.cursor(rules.followed.only(Set.of(EdgeKind.USED)));
    }

    /** Takes a maker, with its edge to what it used. */
    @FunctionalInterface
    interface Taker {
        void take(int maker, int usedEdge);
    }

    static boolean isData(NodeKind kind) {
        return DATA.contains(kind);
    }

    /** Says whether it is told how columns of a dataset went into what a maker wrote. */
    boolean knows(int maker, int dataset) {
        if (!tells(maker)) {
            return false;
        }
        IntMap derivedFromIt = effects(dataset);
        for (int product : datasetsOfProducts(maker)) {
            if (derivedFromIt.has(product)) {
                return true;
            }
        }
        return false;
    }

    private boolean tells(int maker) {
        int answer = told.get(maker);
        if (answer == IntMap.ABSENT) {
            answer = isTold(maker) && wroteOnlyData(maker) ? 1 : 0;
            told.put(maker, answer);
        }
        return answer == 1;
    }

    private boolean isTold(int maker) {
        for (int member : rules.classes.members(maker)) {
            if (rules.view.tellsColumns(member, rules.standing.clocks())) {
                return true;
            }
        }
        return false;
    }

    private boolean wroteOnlyData(int maker) {
        for (int member : rules.classes.members(maker)) {
            products.in(member);
            while (products.next()) {
                rules.meter.took();
                if (!isData(rules.view.kind(products.node()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private int[] datasetsOfProducts(int maker) {
        int[] known = datasetsOfProducts.get(maker);
        if (known != null) {
            return known;
        }
        IntList all = new IntList();
        for (int member : rules.classes.members(maker)) {
            products.in(member);
            while (products.next()) {
                rules.meter.took();
                data.datasets(products.node(), all);
            }
        }
        int[] distinct = all.distinct();
        datasetsOfProducts.put(maker, distinct);
        return distinct;
    }

    /** Returns the datasets of which a column, or the whole, derives from one or its columns. */
    private IntMap effects(int dataset) {
        IntMap known = effects.get(dataset);
        if (known != null) {
            return known;
        }
        IntList all = new IntList();
        for (int member : rules.classes.members(dataset)) {
            if (rules.view.kind(member) == NodeKind.DATASET) {
                effects(member, all);
                IntList columns = new IntList();
                data.columns(member, columns);
                for (int i = 0; i < columns.size(); i++) {
                    effects(columns.get(i), all);
                }
            }
        }
        IntMap found = new IntMap();
        for (int effect : all.distinct()) {
            found.put(effect, 0);
        }
        effects.put(dataset, found);
        return found;
    }

    private void effects(int cause, IntList into) {
        boolean ofColumn = rules.view.kind(cause) == NodeKind.COLUMN;
        derived.in(cause);
        while (derived.next()) {
            rules.meter.took();
            NodeKind kind = rules.view.kind(derived.node());
            if (kind == NodeKind.COLUMN || (ofColumn && kind == NodeKind.DATASET)) {
                data.datasets(derived.node(), into);
            }
        }
    }

    /** Says whether it is told how columns of a dataset went into something. */
    boolean isToldOf(int effect, int dataset) {
        boolean made = false;
        for (int member : rules.classes.members(rules.classes.of(effect))) {
            makers.out(member);
            while (makers.next()) {
                rules.meter.took();
                if (rules.attempts.isVoid(member, EdgeKind.GENERATED_BY, makers.node())) {
                    continue;
                }
                if (!knows(rules.classes.of(makers.node()), dataset)) {
                    return false;
                }
                made = true;
            }
        }
        return made;
    }

    /** Takes those who made one dataset of another's columns, as it is told. */
    void between(int effect, int dataset, Taker taker) {
        IntList made = new IntList();
        data.all(effect, made);
        IntMap seen = new IntMap();
        for (int i = 0; i < made.size(); i++) {
            makers.out(made.get(i));
            while (makers.next() && rules.meter.take()) {
                int maker = rules.classes.of(makers.node());
                if (seen.putIfAbsent(maker, 0) && knows(maker, dataset)) {
                    takeUse(maker, dataset, taker);
                }
            }
        }
    }

    private void takeUse(int maker, int dataset, Taker taker) {
        for (int member : rules.classes.members(maker)) {
            uses.out(member);
            while (uses.next()) {
                rules.meter.took();
                if (data.isOf(uses.node(), dataset)) {
                    taker.take(maker, uses.edge());
                    return;
                }
            }
        }
    }
}
