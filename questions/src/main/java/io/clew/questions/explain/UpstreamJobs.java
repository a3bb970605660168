package io.clew.questions.explain;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Node;
import io.clew.questions.edge.Link;
import io.clew.questions.node.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers which other jobs made what went in, with which SQL, and which of them fail now. */
final class UpstreamJobs {

    /** Most jobs of which the SQL is looked at and shown. */
    private static final int SQL_MAX = Words.LISTED_MAX;

    /** Most jobs of which the newest run is looked at: two queries each. */
    static final int LOOKED_AT_MAX = 200;

    /** Of runs named last the newest is the one that started last: clients may tell late. */
    private static final int RUNS_MAX = 5;

    /** From a task over its step and its run to its job, and what that is part of. */
    private static final int LEVELS_MAX = 6;

    private static final Set<String> FAILED = Set.of("failed", "aborted");

    private UpstreamJobs() {}

    /** Answers which other jobs there are, however far up, and what SQL each executes. */
    static List<Answer> all(Scene scene, Origins origins) {
        List<Node> others = others(scene, origins);
        if (others.isEmpty()) {
            return List.of();
        }
        List<Answer> answers = new ArrayList<>();
        answers.add(
                Answer.of(
                                "%s upstream: %s."
                                        .formatted(
                                                Words.count(others.size(), "job"),
                                                Words.listed(
                                                        others.stream().map(Node::name).toList())))
                        .about(others.stream().map(Node::urn).toList()));
        List<Node> withSql =
                others.stream()
                        .filter(job -> job.attributes().containsKey(Attributes.SQL))
                        .toList();
        answers.addAll(sql(scene, origins, withSql.stream().limit(SQL_MAX).toList()));
        if (withSql.size() > SQL_MAX) {
            answers.add(
                    Answer.of("%d more execute SQL.".formatted(withSql.size() - SQL_MAX))
                            .about(withSql.stream().skip(SQL_MAX).map(Node::urn).toList()));
        }
        return answers;
    }

    /** Returns the jobs whose failure matters: of data also the one that makes it. */
    private static List<Node> suppliers(Scene scene, Origins origins) {
        return scene.kind() == NodeKind.DATASET || scene.kind() == NodeKind.DATASET_VERSION
                ? origins.upstreamJobs()
                : others(scene, origins);
    }

    private static List<Node> others(Scene scene, Origins origins) {
        Set<Urn> own = new HashSet<>();
        own.add(scene.urn());
        Set<Integer> members = new HashSet<>(origins.runs());
        boolean isPart = scene.kind() == NodeKind.STEP || scene.kind() == NodeKind.TASK;
        for (int level = 0; level < LEVELS_MAX && !members.isEmpty(); level++) {
            List<Link> containers = scene.causes(members, EdgeKind.PART_OF);
            members = new HashSet<>();
            for (Link container : containers) {
                boolean isJob = container.edge().to().kind() == NodeKind.JOB;
                if (isJob) {
                    own.add(container.edge().to());
                }
                if (isJob || isPart) {
                    members.add(container.to());
                }
            }
        }
        return origins.upstreamJobs().stream().filter(job -> !own.contains(job.urn())).toList();
    }

    private static List<Answer> sql(Scene scene, Origins origins, List<Node> jobs) {
        Map<Urn, Integer> ids = scene.ids(jobs.stream().map(Node::urn).toList());
        scene.load(ids.values());
        Optional<Instant> began =
                origins.runs().stream()
                        .flatMap(run -> scene.value(run, Attributes.STARTED).stream())
                        .flatMap(started -> Times.instant(started).stream())
                        .min(Comparator.naturalOrder());
        Map<Integer, SortedMap<String, Value>> then =
                began.map(instant -> scene.valuesAt(ids.values(), instant)).orElse(Map.of());
        List<Answer> answers = new ArrayList<>();
        for (Node job : jobs) {
            Integer id = ids.get(job.urn());
            Optional<Value> sql = id == null ? Optional.empty() : scene.value(id, Attributes.SQL);
            sql.ifPresent(
                    query -> {
                        @Nullable SortedMap<String, Value> before = then.get(id);
                        @Nullable Value old = before == null ? null : before.get(Attributes.SQL);
                        answers.add(
                                Answer.of(
                                                "%s executes %s%s"
                                                        .formatted(
                                                                job.name(),
                                                                Words.shown(query.value()),
                                                                began.map(
                                                                                at ->
                                                                                        since(
                                                                                                query,
                                                                                                old,
                                                                                                at))
                                                                        .orElse(".")))
                                        .about(job.urn())
                                        .at(query.at().at())
                                        .by(query)
                                        .by(old));
                    });
        }
        return answers;
    }

    /** Says whether a query is the one that was executed before a run began. */
    private static String since(Value query, @Nullable Value old, Instant began) {
        String run = "when the run began on " + Words.time(began);
        if (old == null) {
            return "; that was first told on %s, which is %s"
                    .formatted(
                            Words.time(query.at().at()),
                            "after the run began on " + Words.time(began) + ".");
        }
        return old.value().equals(query.value())
                ? "; it was the same " + run + "."
                : "; it was changed on %s: %s it was %s."
                        .formatted(Words.time(query.at().at()), run, Words.shown(old.value()));
    }

    /**
     * Answers which upstream jobs failed in their newest run: what they make is older than that.
     */
    static List<Answer> failing(Scene scene, Origins origins) {
        List<Node> others = suppliers(scene, origins);
        List<Node> looked = others.stream().limit(LOOKED_AT_MAX).toList();
        Map<Urn, Integer> ids = scene.ids(looked.stream().map(Node::urn).toList());
        Map<Node, List<Integer>> runs = new LinkedHashMap<>();
        for (Node job : looked) {
            Integer id = ids.get(job.urn());
            if (id != null) {
                runs.put(job, scene.newestMemberIds(id, EdgeKind.PART_OF, RUNS_MAX));
            }
        }
        scene.load(runs.values().stream().flatMap(List::stream).toList());
        List<Answer> answers = new ArrayList<>();
        runs.forEach(
                (job, newest) ->
                        newest(scene, newest)
                                .filter(run -> failed(scene, run))
                                .filter(run -> !isParent(scene, run))
                                .ifPresent(run -> answers.add(failure(scene, job, run))));
        if (others.size() > looked.size()) {
            answers.add(
                    Answer.of(
                            "Only %d of %d upstream jobs were looked at for failures."
                                    .formatted(looked.size(), others.size())));
        }
        return answers;
    }

    private static Optional<Integer> newest(Scene scene, Collection<Integer> runs) {
        Map<Integer, Instant> started = new HashMap<>();
        for (int run : runs) {
            scene.value(run, Attributes.STARTED)
                    .flatMap(Times::instant)
                    .ifPresent(instant -> started.put(run, instant));
        }
        return started.entrySet().stream()
                .max(
                        Map.Entry.<Integer, Instant>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static boolean failed(Scene scene, int run) {
        return scene.value(run, Attributes.STATUS)
                .filter(status -> FAILED.contains(status.text()))
                .isPresent();
    }

    /** A run that only holds others makes nothing itself; which of them failed is the answer. */
    private static boolean isParent(Scene scene, int run) {
        return scene.newestMemberIds(run, EdgeKind.PART_OF, RUNS_MAX).stream()
                .anyMatch(member -> scene.urn(member).kind() == NodeKind.RUN);
    }

    private static Answer failure(Scene scene, Node job, int run) {
        Optional<Value> status = scene.value(run, Attributes.STATUS);
        Optional<Value> started = scene.value(run, Attributes.STARTED);
        Optional<Value> error = scene.value(run, Attributes.ERROR);
        return Answer.of(
                        "The newest run of %s, upstream, of %s, %s%s; what went in here is from a run before."
                                .formatted(
                                        job.name(),
                                        started.flatMap(Times::instant)
                                                .map(Words::time)
                                                .orElse("an unknown time"),
                                        status.filter(s -> s.text().equals("aborted")).isPresent()
                                                ? "was aborted"
                                                : "failed",
                                        error.map(e -> ": " + Words.shown(e.value())).orElse("")))
                .about(job.urn())
                .about(scene.urn(run))
                .at(
                        Stream.of(scene.value(run, Attributes.ENDED), started)
                                .flatMap(Optional::stream)
                                .flatMap(value -> Times.instant(value).stream())
                                .findFirst()
                                .orElse(null))
                .by(status.orElse(null))
                .by(error.orElse(null));
    }
}
