package io.clew.questions.diff.align;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Side.Cause;
import io.clew.questions.diff.side.Thing;
import io.clew.questions.diff.work.Left;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is directly upstream of a thing, each in its part. */
final class Children {

    private static final Set<NodeKind> RUNS =
            EnumSet.of(NodeKind.RUN, NodeKind.STEP, NodeKind.TASK);

    /** Copies of copies of a model that are followed; a registry has a few. */
    private static final int COPIES_MAX = 1000;

    /** Tasks of one workflow that are compared; large ones have some thousand. */
    private static final int MEMBERS_MAX = 10_000;

    private final Side side;
    private final Left left;

    Children(Side side, Left left) {
        this.side = side;
        this.left = left;
    }

    /** Makes the thing that a node is: with what it is a copy of, and what contains it. */
    Thing thing(int node) {
        return switch (side.kind(node)) {
            case MODEL_VERSION, LOGGED_MODEL -> model(node);
            case DATASET_VERSION ->
                    new Thing(
                            List.of(node),
                            side.container(node, EdgeKind.VERSION_OF, NodeKind.DATASET));
            case DATASET -> new Thing(List.of(node), node);
            case RUN, STEP, TASK ->
                    new Thing(List.of(node), side.container(node, EdgeKind.PART_OF, NodeKind.JOB));
            default -> new Thing(List.of(node), Thing.NONE);
        };
    }

    private Thing model(int node) {
        Set<Integer> all = new LinkedHashSet<>(List.of(node));
        List<Integer> open = new ArrayList<>(all);
        for (int i = 0; i < open.size(); i++) {
            if (all.size() > COPIES_MAX) {
                left.note("more than " + COPIES_MAX + " copies of a model", node);
                break;
            }
            for (Cause cause : side.causes(List.of(open.get(i)))) {
                if (cause.kind() == EdgeKind.DERIVED_FROM
                        && isModel(cause.to())
                        && all.add(cause.to())) {
                    open.add(cause.to());
                }
            }
        }
        return new Thing(
                List.copyOf(all), side.container(node, EdgeKind.VERSION_OF, NodeKind.MODEL));
    }

    private boolean isModel(int node) {
        return side.kind(node) == NodeKind.MODEL_VERSION
                || side.kind(node) == NodeKind.LOGGED_MODEL;
    }

    /** Returns the part that a node plays when it is asked about. */
    Role role(int node) {
        return switch (side.kind(node)) {
            case MODEL_VERSION, LOGGED_MODEL, MODEL -> Role.MODEL;
            case DATASET_VERSION, DATASET -> Role.DATA;
            case DEPLOYMENT -> Role.DEPLOYMENT;
            default -> Role.RUN;
        };
    }

    /** Returns what is directly upstream of a thing, by slot, in the order of its edges. */
    Map<Slot, Child> of(Thing thing) {
        List<Cause> causes = side.causes(thing.nodes());
        boolean made = false;
        for (Cause cause : causes) {
            made |= cause.kind() == EdgeKind.GENERATED_BY && RUNS.contains(side.kind(cause.to()));
        }
        Map<Slot, List<Cause>> bySlot = new LinkedHashMap<>();
        for (Cause cause : causes) {
            Role role = role(thing, cause, made);
            if (role != null) {
                bySlot.computeIfAbsent(slot(role, cause.to()), s -> new ArrayList<>(1)).add(cause);
            }
        }
        Map<Slot, Child> children = new LinkedHashMap<>();
        bySlot.forEach(
                (slot, edges) -> {
                    if (slot.role() == Role.RUN) {
                        runs(slot, edges, children);
                    } else {
                        children.put(
                                slot,
                                new Child(
                                        slot, joined(slot.role(), edges), edges.getFirst().from()));
                    }
                });
        return children;
    }

    /**
     * Returns the runs that are part of an asked run, such as the tasks of a workflow, by slot;
     * those of its own job are trials of one thing and are left out.
     */
    Map<Slot, Child> members(Thing run) {
        Map<Slot, List<Cause>> bySlot = new LinkedHashMap<>();
        Side.Newer members =
                side.members(
                        run.first(),
                        EdgeKind.PART_OF,
                        member -> side.kind(member) == NodeKind.RUN,
                        MEMBERS_MAX);
        if (!members.all()) {
            left.note("more than " + MEMBERS_MAX + " parts of one run", run.first());
        }
        for (int member : members.nodes()) {
            int job = side.container(member, EdgeKind.PART_OF, NodeKind.JOB);
            if (job != Thing.NONE && job != run.container() && side.isGood(member)) {
                bySlot.computeIfAbsent(
                                new Slot(Role.RUN, true, side.canonical(job), 0),
                                s -> new ArrayList<>(1))
                        .add(new Cause(run.first(), EdgeKind.PART_OF, member));
            }
        }
        Map<Slot, Child> children = new LinkedHashMap<>();
        bySlot.forEach((slot, edges) -> runs(slot, edges, children));
        return children;
    }

    /** Several runs of one job in one part are told apart by their order. */
    private void runs(Slot slot, List<Cause> edges, Map<Slot, Child> children) {
        if (edges.size() > 1) {
            edges.sort(Comparator.comparingInt(Cause::to).reversed());
        }
        int place = 0;
        Set<Integer> seen = new HashSet<>();
        for (Cause edge : edges) {
            if (seen.add(edge.to())) {
                Slot own = slot.at(place);
                children.put(own, new Child(own, thing(edge.to()), edge.from()));
                place++;
            }
        }
    }

    private Thing joined(Role role, List<Cause> edges) {
        if (edges.size() == 1) {
            return thing(edges.getFirst().to());
        }
        Set<Integer> nodes = new LinkedHashSet<>();
        int container = Thing.NONE;
        List<Integer> targets = edges.stream().map(Cause::to).distinct().toList();
        if (role == Role.DATA) {
            targets = versionsFirst(targets);
        }
        for (int target : targets) {
            Thing one = thing(target);
            nodes.addAll(one.nodes());
            container = container == Thing.NONE ? one.container() : container;
        }
        return new Thing(List.copyOf(nodes), container);
    }

    /** The version that says most of what was meant comes first, the dataset itself last. */
    private List<Integer> versionsFirst(List<Integer> targets) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int target : targets) {
            places.put(
                    target,
                    side.kind(target) != NodeKind.DATASET_VERSION ? 2 : isWeak(target) ? 1 : 0);
        }
        return targets.stream()
                .sorted(
                        Comparator.<Integer>comparingInt(target -> places.getOrDefault(target, 0))
                                .thenComparing(Comparator.reverseOrder()))
                .toList();
    }

    private boolean isWeak(int version) {
        return side.isNamedLike(version, "mlflow-");
    }

    private @Nullable Role role(Thing of, Cause cause, boolean made) {
        NodeKind kind = side.kind(cause.to());
        return switch (cause.kind()) {
            case GENERATED_BY, INFORMED_BY -> RUNS.contains(kind) ? Role.RUN : null;
            case USED, DERIVED_FROM, DEPLOYS ->
                    switch (kind) {
                        case DATASET, DATASET_VERSION ->
                                cause.kind() == EdgeKind.DERIVED_FROM && made ? null : Role.DATA;
                        case MODEL_VERSION, LOGGED_MODEL ->
                                of.nodes().contains(cause.to()) ? null : Role.MODEL;
                        case ARTIFACT -> Role.ARTIFACT;
                        default -> null;
                    };
            case EXECUTED -> kind == NodeKind.CODE ? Role.CODE : null;
            case RAN_IN -> kind == NodeKind.ENVIRONMENT ? Role.ENVIRONMENT : null;
            default -> null;
        };
    }

    private Slot slot(Role role, int node) {
        return new Slot(
                role,
                false,
                switch (role) {
                    case CODE, ENVIRONMENT, DEPLOYMENT -> "";
                    case RUN -> job(node);
                    case DATA -> dataset(node);
                    case MODEL -> maker(node);
                    case ARTIFACT -> place(side.urn(node));
                },
                0);
    }

    private int job(int run) {
        int job = side.container(run, EdgeKind.PART_OF, NodeKind.JOB);
        return job == Thing.NONE ? job : side.canonical(job);
    }

    private int dataset(int node) {
        int dataset =
                side.kind(node) == NodeKind.DATASET
                        ? node
                        : side.container(node, EdgeKind.VERSION_OF, NodeKind.DATASET);
        return dataset == Thing.NONE ? node : side.canonical(dataset);
    }

    /** Models are told apart by the registered model, else by the job that makes them. */
    private int maker(int node) {
        int model = side.container(node, EdgeKind.VERSION_OF, NodeKind.MODEL);
        if (model != Thing.NONE) {
            return side.canonical(model);
        }
        for (Cause cause : side.causes(List.of(node))) {
            if (cause.kind() == EdgeKind.GENERATED_BY && RUNS.contains(side.kind(cause.to()))) {
                return job(cause.to());
            }
        }
        return Thing.NONE;
    }

    /** The same file of another run is the same part: only the run's id differs. */
    private static String place(Urn urn) {
        return urn.segments().size() < 3
                ? urn.last()
                : String.join("/", urn.segments().subList(2, urn.segments().size()));
    }
}
