package io.clew.questions.diff.compare;

import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Alignment;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;
import io.clew.questions.diff.evidence.Evidence;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.past.Trait;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Work;
import io.clew.questions.node.NodeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds all that comparing needs: what is aligned, what is told of it, and what was found. */
public final class Scene {

    private final Work work;
    private final Alignment alignment;
    private final Evidence evidence;
    private final boolean ofTwoTimes;
    private final List<Difference> found = new ArrayList<>();
    private final Map<Pair, Facts> before = new HashMap<>();
    private final Map<Pair, Facts> after = new HashMap<>();
    private final Map<Pair, Facts> containersBefore = new HashMap<>();
    private final Map<Pair, Facts> containersAfter = new HashMap<>();
    private final Map<Pair, Pair> runs = new HashMap<>();
    private final Map<Thing, Optional<Long>> startsBefore = new HashMap<>();
    private final Map<Thing, Optional<Long>> startsAfter = new HashMap<>();
    private final Map<Thing, Long> momentsBefore = new HashMap<>();
    private final Map<Thing, Long> momentsAfter = new HashMap<>();

    /**
     * Makes one whose evidence was read for all pairs.
     *
     * @param ofTwoTimes whether one thing is compared at two times
     */
    public Scene(Work work, Alignment alignment, Evidence evidence, boolean ofTwoTimes) {
        this.work = work;
        this.alignment = alignment;
        this.evidence = evidence;
        this.ofTwoTimes = ofTwoTimes;
        for (Pair pair : alignment.pairs()) {
            Pair.Step step = pair.step();
            if (pair.role() == Role.RUN && step != null && step.from().role() == Role.MODEL) {
                runs.putIfAbsent(step.from(), pair);
            }
        }
    }

    /** Reads what else is to be known. */
    Work work() {
        return work;
    }

    /** Returns what is aligned. */
    public Alignment alignment() {
        return alignment;
    }

    /** Returns what is told of all nodes that were read. */
    public Evidence evidence() {
        return evidence;
    }

    /** Says whether one thing is compared at two times. */
    public boolean isOfTwoTimes() {
        return ofTwoTimes;
    }

    /** Returns what was found so far. */
    public List<Difference> found() {
        return found;
    }

    /** Returns the run pair that made a model pair; null when nothing tells. */
    @Nullable Pair runOf(Pair model) {
        return runs.get(model);
    }

    /** Returns what is told of the earlier thing itself; nothing when there is none. */
    public Facts before(Pair pair) {
        return before.computeIfAbsent(pair, p -> facts(p.before(), alignment.before()));
    }

    /** Returns what is told of the later thing itself; nothing when there is none. */
    public Facts after(Pair pair) {
        return after.computeIfAbsent(pair, p -> facts(p.after(), alignment.after()));
    }

    /** Returns what was told of the earlier thing's container when the thing was used. */
    public Facts containerBefore(Pair pair) {
        return containersBefore.computeIfAbsent(
                pair, p -> containerFacts(p.before(), momentBefore(p)));
    }

    /** Returns what was told of the later thing's container when the thing was used. */
    public Facts containerAfter(Pair pair) {
        return containersAfter.computeIfAbsent(
                pair, p -> containerFacts(p.after(), momentAfter(p)));
    }

    private Facts containerFacts(@Nullable Thing thing, long moment) {
        return thing == null || !thing.isContained()
                ? Facts.NONE
                : Facts.of(evidence, List.of(thing.container()), moment);
    }

    private Facts facts(@Nullable Thing thing, Side side) {
        if (thing == null) {
            return Facts.NONE;
        }
        if (thing.nodes().size() == 1 && thing.first() != thing.container()) {
            return Facts.of(evidence, thing.nodes(), side.clocks().asOfMillis());
        }
        List<Integer> own =
                thing.nodes().stream().filter(node -> node != thing.container()).toList();
        return own.isEmpty() ? Facts.NONE : Facts.of(evidence, own, side.clocks().asOfMillis());
    }

    /** Returns the moment at which the earlier side looked at what lasts, such as a dataset. */
    public long momentBefore(Pair pair) {
        return moment(pair, alignment.before(), true);
    }

    /** Returns the moment at which the later side looked at what lasts, such as a dataset. */
    public long momentAfter(Pair pair) {
        return moment(pair, alignment.after(), false);
    }

    /** Returns when the earlier run of a pair began, or the side's own time where none is known. */
    long startBefore(Pair run) {
        return start(run.before(), alignment.before());
    }

    /** Returns when the later run of a pair began, or the side's own time where none is known. */
    long startAfter(Pair run) {
        return start(run.after(), alignment.after());
    }

    private long start(@Nullable Thing thing, Side side) {
        long bound = side.clocks().asOfMillis();
        if (ofTwoTimes || thing == null) {
            return bound;
        }
        Long started = started(thing, side);
        return started == null ? bound : Math.min(started, bound);
    }

    /** Returns when a run of a side started; null when nobody told. */
    @Nullable Long started(Thing run, Side side) {
        return (side == alignment.before() ? startsBefore : startsAfter)
                .computeIfAbsent(
                        run,
                        of ->
                                Optional.ofNullable(
                                        Facts.of(evidence, of.nodes(), side.clocks().asOfMillis())
                                                .millis(Attributes.STARTED)))
                .orElse(null);
    }

    private long moment(Pair pair, Side side, boolean earlier) {
        long bound = side.clocks().asOfMillis();
        if (ofTwoTimes) {
            return bound;
        }
        Pair run = pair.nearest(Role.RUN);
        Thing thing = run == null ? null : earlier ? run.before() : run.after();
        if (thing == null) {
            return bound;
        }
        return (earlier ? momentsBefore : momentsAfter)
                .computeIfAbsent(thing, of -> moment(of, bound));
    }

    /** Returns when a run ended, else when it started, but no later than a side's own time. */
    private long moment(Thing run, long bound) {
        Facts facts = Facts.of(evidence, run.nodes(), bound);
        Long ended = facts.millis(Attributes.ENDED);
        Long started = facts.millis(Attributes.STARTED);
        return ended != null ? Math.min(bound, ended) : started != null ? started : bound;
    }

    /** Returns what people would call the subject of a thing: its container where it has one. */
    Urn subject(Pair pair) {
        Thing thing = pair.after() == null ? pair.before() : pair.after();
        if (thing == null) {
            throw new IllegalStateException("a pair has one side at least");
        }
        return urn(thing.isContained() ? thing.container() : thing.first());
    }

    /** Returns the node that people would name: of the later side, else of the earlier. */
    Urn node(Pair pair) {
        Thing thing = pair.after() == null ? pair.before() : pair.after();
        if (thing == null) {
            throw new IllegalStateException("a pair has one side at least");
        }
        return urn(thing.first());
    }

    /** Returns the earlier side's node, where it is another than the later's. */
    @Nullable Urn nodeBefore(Pair pair) {
        Thing earlier = pair.before();
        Thing later = pair.after();
        return earlier == null || later == null || earlier.first() == later.first()
                ? null
                : urn(earlier.first());
    }

    Urn urn(int node) {
        return alignment.after().urn(node);
    }

    /** Returns the job that both runs are of; null when they are of none or of two. */
    @Nullable Integer job(Pair run) {
        Thing earlier = run.before();
        Thing later = run.after();
        if (later == null || !later.isContained()) {
            return null;
        }
        return earlier == null
                        || (earlier.isContained()
                                && alignment.after().canonical(earlier.container())
                                        == alignment.after().canonical(later.container()))
                ? later.container()
                : null;
    }

    /** Returns what people call a thing. */
    static String name(Urn urn) {
        return NodeNames.of(urn);
    }

    /** Returns what people call the subject that code hangs on: the job, else the run. */
    Urn executor(Pair run) {
        Integer job = job(run);
        return job == null ? node(run) : urn(job);
    }

    /** Says which kind of word a URN is, for a sentence. */
    static String kind(Urn urn) {
        return urn.kind() == NodeKind.DATASET_VERSION
                ? "dataset version"
                : urn.kind().wireName().replace('-', ' ');
    }

    /** Adds a difference. */
    void add(
            Pair pair,
            Change.Kind kind,
            Urn subject,
            String field,
            @Nullable Object valueBefore,
            @Nullable Object valueAfter,
            String why,
            @Nullable Trait trait) {
        found.add(
                new Difference(
                        pair,
                        kind,
                        Difference.way(valueBefore, valueAfter),
                        subject,
                        subjectBefore(pair, subject),
                        field,
                        "",
                        valueBefore,
                        valueAfter,
                        1,
                        why,
                        trait,
                        null));
    }

    /** Adds a difference that was made otherwise. */
    void add(Difference difference) {
        found.add(difference);
    }

    /** Returns the earlier node where the subject is the pair's own later node. */
    @Nullable Urn subjectBefore(Pair pair, Urn subject) {
        Urn earlier = nodeBefore(pair);
        return earlier != null && subject.equals(node(pair)) ? earlier : null;
    }
}
