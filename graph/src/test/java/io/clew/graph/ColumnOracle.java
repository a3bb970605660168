package io.clew.graph;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds what stands on a column with plain loops, until nothing changes. */
final class ColumnOracle {

    private static final Set<NodeKind> DATA =
            EnumSet.of(NodeKind.DATASET, NodeKind.DATASET_VERSION, NodeKind.COLUMN);

    private final Oracle oracle;
    private final Oracle.Asking asking;
    private final boolean withFailed;
    private final boolean exactly;
    private final Map<Urn, Integer> byColumn = new HashMap<>();
    private final Map<Urn, Integer> whole = new HashMap<>();
    private final Map<Urn, Integer> passed = new HashMap<>();
    private final Set<Urn> joined = new HashSet<>();
    private boolean changed = true;

    ColumnOracle(Oracle oracle, Oracle.Asking asking, boolean withFailed, boolean exactly) {
        this.oracle = oracle;
        this.asking = asking;
        this.withFailed = withFailed;
        this.exactly = exactly;
    }

    /**
     * Returns how far what was reached is.
     *
     * @param all also what was only passed
     */
    Map<Urn, Integer> reached(boolean all) {
        asking.starts(withFailed).forEach(start -> byColumn.put(start, 0));
        while (changed) {
            changed = false;
            for (Oracle.Link link : asking.chosen()) {
                stand(link);
                if (asking.isFollowed(link, withFailed)) {
                    follow(link, byColumn);
                    follow(link, whole);
                    follow(link, passed);
                }
            }
        }
        Map<Urn, Integer> reached = new HashMap<>(byColumn);
        whole.forEach((node, distance) -> reached.merge(node, distance, Math::min));
        passed.forEach(
                (node, distance) -> {
                    if (all || joined.contains(node)) {
                        reached.merge(node, distance, Math::min);
                    }
                });
        return reached;
    }

    private void lower(Map<Urn, Integer> role, Urn node, int distance) {
        for (Urn name : asking.of(node)) {
            if (role.getOrDefault(name, Integer.MAX_VALUE) > distance) {
                role.put(name, distance);
                changed = true;
            }
        }
    }

    private void stand(Oracle.Link link) {
        boolean column = isColumnOf(link);
        boolean version = isVersionOf(link);
        if (column && byColumn.containsKey(link.from()) && isAllowed(link.to())) {
            lower(byColumn, link.to(), byColumn.get(link.from()));
        }
        if (version && byColumn.containsKey(link.to()) && isAllowed(link.from())) {
            lower(byColumn, link.from(), byColumn.get(link.to()));
        }
        if (column && whole.containsKey(link.to()) && isAllowed(link.from())) {
            lower(passed, link.from(), whole.get(link.to()));
        }
        if (version && whole.containsKey(link.from())) {
            for (Oracle.Link other : asking.chosen()) {
                if (isColumnOf(other)
                        && asking.of(link.to()).contains(other.to())
                        && isAllowed(other.from())) {
                    lower(passed, other.from(), whole.get(link.from()));
                }
            }
        }
    }

    private boolean isAllowed(Urn node) {
        return withFailed || !asking.attempts.contains(asking.of(node));
    }

    private static boolean isColumnOf(Oracle.Link link) {
        return link.kind() == EdgeKind.PART_OF
                && link.from().kind() == NodeKind.COLUMN
                && link.to().kind() == NodeKind.DATASET;
    }

    private static boolean isVersionOf(Oracle.Link link) {
        return link.kind() == EdgeKind.VERSION_OF
                && link.from().kind() == NodeKind.DATASET_VERSION
                && link.to().kind() == NodeKind.DATASET;
    }

    private void follow(Oracle.Link link, Map<Urn, Integer> role) {
        Urn near = link.to();
        Urn far = link.from();
        Integer distance = role.get(near);
        if (distance == null) {
            return;
        }
        if (Oracle.touchesColumn(link) && DATA.contains(near.kind())) {
            lower(byColumn, far, distance + 1);
            if (far.kind() != NodeKind.COLUMN) {
                lower(whole, far, distance + 1);
            }
            if (role == passed) {
                changed |= joined.addAll(asking.of(near));
            }
            if (link.kind() == EdgeKind.DERIVED_FROM) {
                link(near, far, distance + 1);
            }
        } else if (!exactly && leads(link, role)) {
            lower(whole, far, distance + 1);
            if (far.kind() == NodeKind.COLUMN) {
                lower(byColumn, far, distance + 1);
            }
        }
    }

    private void link(Urn cause, Urn effect, int distance) {
        for (Set<Urn> from : datasets(cause)) {
            for (Set<Urn> to : datasets(effect)) {
                for (Oracle.Link made : asking.chosen()) {
                    Set<Urn> maker = asking.of(made.to());
                    if (made.kind() == EdgeKind.GENERATED_BY
                            && datasets(made.from()).contains(to)
                            && (withFailed || !asking.attempts.contains(maker))
                            && knows(maker, from)
                            && uses(maker, from)) {
                        lower(byColumn, made.to(), distance);
                    }
                }
            }
        }
    }

    private boolean uses(Set<Urn> maker, Set<Urn> dataset) {
        return asking.chosen().stream()
                .anyMatch(
                        link ->
                                link.kind() == EdgeKind.USED
                                        && maker.contains(link.from())
                                        && link.to().kind() != NodeKind.COLUMN
                                        && datasets(link.to()).contains(dataset));
    }

    /** Says whether an edge that is of no column may lead to what stands on the column. */
    private boolean leads(Oracle.Link link, Map<Urn, Integer> role) {
        Urn near = link.to();
        Urn far = link.from();
        if (!DATA.contains(near.kind())) {
            return link.kind() != EdgeKind.GENERATED_BY
                    || !DATA.contains(far.kind())
                    || role == whole;
        }
        Set<Set<Urn>> datasets = datasets(near);
        boolean derived = link.kind() == EdgeKind.DERIVED_FROM && DATA.contains(far.kind());
        if (datasets.isEmpty() || (link.kind() != EdgeKind.USED && !derived)) {
            return true;
        }
        return !datasets.stream()
                .allMatch(
                        dataset ->
                                derived ? isToldOf(far, dataset) : knows(asking.of(far), dataset));
    }

    private boolean isToldOf(Urn effect, Set<Urn> dataset) {
        boolean made = false;
        for (Oracle.Link link : asking.chosen()) {
            if (link.kind() == EdgeKind.GENERATED_BY
                    && asking.of(effect).contains(link.from())
                    && !asking.isVoid(link)) {
                if (!knows(asking.of(link.to()), dataset)) {
                    return false;
                }
                made = true;
            }
        }
        return made;
    }

    private boolean knows(Set<Urn> maker, Set<Urn> dataset) {
        return maker.stream().anyMatch(name -> oracle.has(name, Attributes.COLUMN_LINEAGE))
                && asking.chosen().stream()
                        .filter(link -> isProduct(link, maker))
                        .allMatch(link -> DATA.contains(link.from().kind()))
                && asking.chosen().stream()
                        .filter(link -> isProduct(link, maker))
                        .anyMatch(
                                link ->
                                        datasets(link.from()).stream()
                                                .anyMatch(to -> derives(to, dataset)));
    }

    private static boolean isProduct(Oracle.Link link, Set<Urn> maker) {
        return link.kind() == EdgeKind.GENERATED_BY && maker.contains(link.to());
    }

    private boolean derives(Set<Urn> effect, Set<Urn> cause) {
        return asking.chosen().stream()
                .anyMatch(
                        link ->
                                link.kind() == EdgeKind.DERIVED_FROM
                                        && Oracle.touchesColumn(link)
                                        && link.from().kind() != NodeKind.DATASET_VERSION
                                        && link.to().kind() != NodeKind.DATASET_VERSION
                                        && datasets(link.from()).contains(effect)
                                        && datasets(link.to()).contains(cause));
    }

    /** Returns the datasets that a dataset, a version or a column is of. */
    private Set<Set<Urn>> datasets(Urn node) {
        Set<Set<Urn>> datasets = new HashSet<>();
        if (node.kind() == NodeKind.DATASET) {
            datasets.add(asking.of(node));
        }
        for (Oracle.Link link : asking.chosen()) {
            if (link.from().equals(node) && (isColumnOf(link) || isVersionOf(link))) {
                datasets.add(asking.of(link.to()));
            }
        }
        return datasets;
    }
}
