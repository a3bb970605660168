package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the datasets that a run used without saying which version, or with only a weak one, though
 * somebody else produces them and no version was concluded either.
 */
final class UnversionedUses {

    /** MLflow's 8-hex digest covers 10,000 rows at most: such a version is named only weakly. */
    private static final String WEAK_PREFIX = "mlflow-";

    private final Rules rules;
    private final EdgeCursor uses;
    private final EdgeCursor concluded;
    private final EdgeCursor versions;
    private final EdgeCursor makers;
    private final EdgeCursor containers;
    private final Map<Integer, Set<Integer>> producers = new HashMap<>();

    UnversionedUses(Rules rules) {
        this.rules = rules;
        EdgeFilter standing = rules.standing;
        this.uses = rules.view.cursor(standing.only(Set.of(EdgeKind.USED)));
        this.concluded =
                rules.view.cursor(
                        new EdgeFilter(
                                Set.of(EdgeKind.USED),
                                EnumSet.of(Assertion.INFERRED),
                                standing.clocks()));
        this.versions = rules.view.cursor(standing.only(Set.of(EdgeKind.VERSION_OF)));
        this.makers = rules.view.cursor(standing.only(Set.of(EdgeKind.GENERATED_BY)));
        this.containers = rules.view.cursor(standing.only(Set.of(EdgeKind.PART_OF)));
    }

    /** Returns the classes of the datasets that are a gap of a run. */
    Set<Integer> gapsOf(int run) {
        Set<Integer> open = new LinkedHashSet<>();
        Set<Integer> settled = new LinkedHashSet<>();
        for (int member : rules.classes.members(run)) {
            uses.out(member);
            while (uses.next()) {
                int used = rules.classes.of(uses.node());
                (isStrongVersion(used) ? settled : open).addAll(datasetsOf(used));
            }
            concluded.out(member);
            while (concluded.next()) {
                if (rules.view.kind(concluded.node()) == NodeKind.DATASET_VERSION) {
                    settled.addAll(datasetsOf(rules.classes.of(concluded.node())));
                }
            }
        }
        open.removeAll(settled);
        open.removeIf(dataset -> !isProducedByOthers(dataset, run));
        return open;
    }

    private boolean isStrongVersion(int of) {
        for (int member : rules.classes.members(of)) {
            if (rules.view.kind(member) == NodeKind.DATASET_VERSION
                    && !isWeak(rules.view.urnText(member))) {
                return true;
            }
        }
        return false;
    }

    /** Looks at the text of a URN alone: to parse each version's would take most of a question. */
    private static boolean isWeak(String urn) {
        int last = Math.max(urn.lastIndexOf('/'), urn.lastIndexOf(':')) + 1;
        return urn.startsWith(WEAK_PREFIX, last);
    }

    /** Returns the datasets that a used thing is, or is a version of. */
    private Set<Integer> datasetsOf(int used) {
        Set<Integer> datasets = new LinkedHashSet<>();
        for (int member : rules.classes.members(used)) {
            NodeKind kind = rules.view.kind(member);
            if (kind == NodeKind.DATASET) {
                datasets.add(used);
            } else if (kind == NodeKind.DATASET_VERSION) {
                versions.out(member);
                while (versions.next()) {
                    datasets.add(rules.classes.of(versions.node()));
                }
            }
        }
        return datasets;
    }

    private boolean isProducedByOthers(int dataset, int run) {
        for (int maker : producers.computeIfAbsent(dataset, this::producersOf)) {
            if (!isWithin(run, maker) && !isWithin(maker, run)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the jobs, and the runs that did not fail, that made a dataset or a version of it. */
    private Set<Integer> producersOf(int dataset) {
        Set<Integer> found = new LinkedHashSet<>();
        EdgeCursor all = rules.view.cursor(rules.standing.only(Set.of(EdgeKind.VERSION_OF)));
        for (int member : rules.classes.members(dataset)) {
            addMakers(member, found);
            all.in(member);
            while (all.next()) {
                rules.meter.took();
                for (int version : rules.classes.members(all.node())) {
                    addMakers(version, found);
                }
            }
        }
        return found;
    }

    private void addMakers(int made, Set<Integer> found) {
        makers.out(made);
        while (makers.next()) {
            int maker = rules.classes.of(makers.node());
            if (rules.states.isRunClass(maker)
                    ? !rules.states.isAttempt(maker)
                    : rules.view.kind(makers.node()) == NodeKind.JOB) {
                found.add(maker);
            }
        }
    }

    /** Says whether a class is another or part of it, at any depth. */
    private boolean isWithin(int part, int whole) {
        IntMap seen = new IntMap();
        IntList queue = new IntList();
        seen.put(part, 0);
        queue.add(part);
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i) == whole) {
                return true;
            }
            for (int member : rules.classes.members(queue.get(i))) {
                containers.out(member);
                while (containers.next()) {
                    int container = rules.classes.of(containers.node());
                    if (seen.putIfAbsent(container, 0)) {
                        queue.add(container);
                    }
                }
            }
        }
        return false;
    }
}
