package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/**
 * Finds what should be there by a node's kind and is not, by all that stood at the clocks.
 *
 * <p>These are gaps: a run, step or task that made a model and has no inputs, no code or no
 * environment; a run that never ended, or of which the producer says that it could not extract all
 * lineage; a version that is named but was never described; a dataset of which a run did not say
 * the version, that others produce, and of which no version was concluded.
 */
final class Gaps {

    static final String NO_INPUTS = "no inputs recorded";
    static final String NO_CODE = "no code recorded";
    static final String NO_ENVIRONMENT = "no environment recorded";
    static final String NEVER_ENDED = "has not ended";
    static final String UNEXTRACTED = "the producer could not extract all lineage";
    static final String NEVER_DESCRIBED = "named but never described";
    static final String NO_VERSION = "no version completed before the start of ";

    private static final Set<NodeKind> MODELS =
            EnumSet.of(NodeKind.LOGGED_MODEL, NodeKind.MODEL_VERSION, NodeKind.MODEL);
    private static final Set<EdgeKind> SAYS_NOTHING =
            EnumSet.of(EdgeKind.PART_OF, EdgeKind.VERSION_OF, EdgeKind.SAME_AS);

    /** A gap with the distance of the node at which it was found. */
    private record Found(int distance, String urn, String what) {}

    private final Rules rules;
    private final EdgeCursor causes;
    private final EdgeCursor models;
    private final UnversionedUses uses;
    private final IntMap looked = new IntMap();
    private final Nearest<Found> found =
            new Nearest<>(
                    Verdict.LISTED_MAX,
                    Comparator.comparingInt(Found::distance)
                            .thenComparing(Found::urn)
                            .thenComparing(Found::what));

    Gaps(Rules rules) {
        this.rules = rules;
        this.causes = rules.view.cursor(rules.standing);
        this.models = rules.view.cursor(rules.standing.only(Set.of(EdgeKind.GENERATED_BY)));
        this.uses = new UnversionedUses(rules);
    }

    /** Looks at a class that was reached; only once. */
    void look(int of, int distance) {
        if (!looked.putIfAbsent(of, 0)) {
            return;
        }
        rules.meter.tick();
        if (rules.states.isRunClass(of)) {
            lookAtRun(of, distance);
        }
        if (isVersion(of) && !isDescribed(of)) {
            found.add(new Found(distance, name(of), NEVER_DESCRIBED));
        }
    }

    private void lookAtRun(int run, int distance) {
        boolean inputs = false;
        boolean code = false;
        boolean environment = false;
        for (int member : rules.classes.members(run)) {
            causes.out(member);
            while (causes.next()) {
                rules.meter.took();
                inputs |= causes.kind() == EdgeKind.USED;
                code |= causes.kind() == EdgeKind.EXECUTED;
                environment |= causes.kind() == EdgeKind.RAN_IN;
            }
        }
        if (!(inputs && code && environment) && madeModel(run)) {
            addUnless(inputs, run, distance, NO_INPUTS);
            addUnless(code, run, distance, NO_CODE);
            addUnless(environment, run, distance, NO_ENVIRONMENT);
        }
        addUnless(!rules.states.neverEnded(run), run, distance, NEVER_ENDED);
        addUnless(!rules.states.isUnextracted(run), run, distance, UNEXTRACTED);
        if (inputs) {
            for (int dataset : uses.gapsOf(run)) {
                found.add(new Found(distance, name(dataset), NO_VERSION + name(run)));
            }
        }
    }

    private void addUnless(boolean there, int of, int distance, String what) {
        if (!there) {
            found.add(new Found(distance, name(of), what));
        }
    }

    private boolean madeModel(int run) {
        for (int member : rules.classes.members(run)) {
            models.in(member);
            while (models.next()) {
                if (MODELS.contains(rules.view.kind(models.node()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isVersion(int of) {
        for (int member : rules.classes.members(of)) {
            NodeKind kind = rules.view.kind(member);
            if (kind == NodeKind.DATASET_VERSION || kind == NodeKind.MODEL_VERSION) {
                return true;
            }
        }
        return false;
    }

    private boolean isDescribed(int version) {
        for (int member : rules.classes.members(version)) {
            if (rules.view.described(member, rules.standing.clocks())) {
                return true;
            }
            causes.out(member);
            while (causes.next()) {
                if (!SAYS_NOTHING.contains(causes.kind())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Names a class by the least of its members' URNs. */
    private String name(int of) {
        String least = null;
        for (int member : rules.classes.members(of)) {
            String urn = rules.view.urnText(member);
            if (least == null || urn.compareTo(least) < 0) {
                least = urn;
            }
        }
        return String.valueOf(least);
    }

    /** Returns the gaps, nearest first, then by name. */
    Verdict.Gaps all() {
        return new Verdict.Gaps(
                found.count(),
                found.first().stream()
                        .map(gap -> new Verdict.Gap(Urn.parse(gap.urn()).orElseThrow(), gap.what()))
                        .toList());
    }
}
