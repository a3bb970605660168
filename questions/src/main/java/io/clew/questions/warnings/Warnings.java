package io.clew.questions.warnings;

import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.answer.Node;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.questions.members.Members;
import io.clew.questions.members.Membership;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.NodeDetails;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds what went wrong with things that are upstream of another. */
public final class Warnings {

    private static final Set<String> FAILED = Set.of("failed", "aborted");

    /** Characters of an error that a banner shows. */
    private static final int ERROR_CHARS_MAX = 200;

    private static final Comparator<Warning> NEWEST_FIRST =
            Comparator.comparing(Warning::at)
                    .reversed()
                    .thenComparing(warning -> warning.subject().urn())
                    .thenComparing(Warning::text);

    private final Db db;
    private final Viewer viewer;
    private final Clocks clocks;
    private final List<Warning> found = new ArrayList<>();

    private Warnings(Db db, Viewer viewer, Clocks clocks) {
        this.db = db;
        this.viewer = viewer;
        this.clocks = clocks;
    }

    /**
     * Finds the warnings about some things, newest first.
     *
     * @param upstream jobs, datasets and dataset versions
     */
    public static List<Warning> about(
            Db db, Viewer viewer, Collection<Urn> upstream, Clocks clocks) {
        Warnings warnings = new Warnings(db, viewer, clocks);
        Map<Urn, NodeRow> rows = NodeRows.findAll(db, NodeRows.workspaceId(db, viewer), upstream);
        Map<Integer, NodeRow> jobs = new TreeMap<>();
        List<NodeRow> data = new ArrayList<>();
        for (NodeRow row : rows.values()) {
            if (row.urn().kind() == NodeKind.JOB) {
                jobs.put(row.id(), row);
            } else {
                data.add(row);
            }
        }
        warnings.writers(data).forEach(row -> jobs.putIfAbsent(row.id(), row));
        jobs.values().forEach(warnings::lookAtJob);
        warnings.lookAtData(data);
        warnings.keepInnermost();
        return warnings.found.stream().sorted(NEWEST_FIRST).toList();
    }

    /**
     * Drops what another warning says more exactly: the failure of a run within which another
     * failed, and an assertion on a dataset that one of its versions failed.
     */
    private void keepInnermost() {
        Map<Urn, NodeRow> rows =
                NodeRows.findAll(
                        db,
                        NodeRows.workspaceId(db, viewer),
                        found.stream().map(warning -> warning.cause().urn()).toList());
        Set<Urn> causes = rows.keySet();
        List<Integer> ids = rows.values().stream().map(NodeRow::id).toList();
        Map<Urn, Set<Urn>> within = new HashMap<>();
        for (Link link : Links.from(db, ids, clocks, EdgeKind.PART_OF, EdgeKind.VERSION_OF)) {
            if (causes.contains(link.edge().to())) {
                within.computeIfAbsent(link.edge().to(), urn -> new HashSet<>())
                        .add(link.edge().from());
            }
        }
        List<Warning> all = List.copyOf(found);
        found.removeIf(
                outer ->
                        all.stream()
                                .filter(
                                        inner ->
                                                within.getOrDefault(outer.cause().urn(), Set.of())
                                                        .contains(inner.cause().urn()))
                                .anyMatch(inner -> inner.about().equals(outer.about())));
    }

    /**
     * Returns the jobs of runs that should have written some datasets: one that failed made no
     * version, so no lineage leads to it.
     */
    private Collection<NodeRow> writers(List<NodeRow> data) {
        List<Integer> datasets =
                data.stream()
                        .filter(row -> row.urn().kind() == NodeKind.DATASET)
                        .map(NodeRow::id)
                        .toList();
        Set<Integer> runs = ends(datasets, EdgeKind.GENERATED_BY, NodeKind.RUN);
        Set<Integer> jobs = ends(runs, EdgeKind.PART_OF, NodeKind.JOB);
        return NodeRows.byId(db, NodeRows.workspaceId(db, viewer), jobs).values();
    }

    private Set<Integer> ends(Collection<Integer> from, EdgeKind edge, NodeKind kind) {
        return Links.from(db, from, clocks, edge).stream()
                .filter(link -> link.edge().to().kind() == kind)
                .map(Link::to)
                .collect(Collectors.toSet());
    }

    private void lookAtJob(NodeRow job) {
        List<Integer> newest = Members.newest(db, job, Membership.RUNS, clocks, 1);
        for (Node run : NodeDetails.ofIds(db, viewer, newest, clocks)) {
            if (run.attributes().get(Attributes.STATUS) instanceof String status
                    && FAILED.contains(status)) {
                Node subject = NodeDetails.ofIds(db, viewer, List.of(job.id()), clocks).getFirst();
                found.add(
                        new Warning(
                                Warning.What.FAILED_RUN,
                                subject,
                                run,
                                ended(run),
                                "",
                                "The newest run of %s %s%s."
                                        .formatted(
                                                subject.name(),
                                                status.equals("failed") ? "failed" : "was aborted",
                                                because(run))));
            }
        }
    }

    private Instant ended(Node run) {
        for (String key : List.of(Attributes.ENDED, Attributes.STARTED)) {
            if (run.attributes().get(key) instanceof String text) {
                try {
                    return Instant.parse(text);
                } catch (java.time.DateTimeException notAnInstant) {
                    continue;
                }
            }
        }
        Instant created = run.created();
        return created == null ? Instant.EPOCH : created;
    }

    private static String because(Node run) {
        if (!(run.attributes().get(Attributes.ERROR) instanceof String error)) {
            return "";
        }
        String line = error.strip().lines().findFirst().orElse("");
        if (line.codePointCount(0, line.length()) > ERROR_CHARS_MAX) {
            line = line.substring(0, line.offsetByCodePoints(0, ERROR_CHARS_MAX)) + "…";
        }
        return line.isEmpty()
                ? ""
                : ": " + (line.endsWith(".") ? line.substring(0, line.length() - 1) : line);
    }

    private void lookAtData(List<NodeRow> data) {
        Map<Integer, SortedMap<String, Value>> values =
                AttributeValues.of(db, data.stream().map(NodeRow::id).toList(), clocks);
        for (NodeRow row : data) {
            values.getOrDefault(row.id(), new TreeMap<>())
                    .tailMap(Attributes.ASSERTION)
                    .forEach(
                            (key, value) -> {
                                if (key.startsWith(Attributes.ASSERTION) && isFailure(value)) {
                                    addAssertion(row, key, value);
                                }
                            });
        }
    }

    private static boolean isFailure(Value value) {
        return value.value() instanceof Map<?, ?> result
                && Boolean.FALSE.equals(result.get("success"));
    }

    private void addAssertion(NodeRow row, String key, Value value) {
        Node subject = NodeDetails.ofIds(db, viewer, List.of(row.id()), clocks).getFirst();
        found.add(
                new Warning(
                        Warning.What.FAILED_ASSERTION,
                        subject,
                        subject,
                        value.at().at(),
                        key,
                        "%s failed the assertion %s."
                                .formatted(
                                        subject.name(),
                                        key.substring(Attributes.ASSERTION.length()))));
    }
}
