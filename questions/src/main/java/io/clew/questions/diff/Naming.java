package io.clew.questions.diff;

import io.clew.graph.GraphView;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.model.answer.DiffAnswer;
import io.clew.model.answer.Effect;
import io.clew.questions.diff.evidence.Evidence;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.node.NodeNames;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what nodes are called that an answer refers to: a run is known by its name, not its id. */
final class Naming {
    private final GraphView view;
    private final int workspace;
    private final Clocks clocks;
    private final Evidence evidence;

    /** Names what had been spoken of by then. */
    Naming(GraphView view, int workspace, long position, Evidence evidence) {
        this.view = view;
        this.workspace = workspace;
        this.clocks = new Clocks(null, position);
        this.evidence = evidence;
    }

    /** Names one node. */
    String of(Urn urn) {
        return of(Set.of(urn)).getFirst().name();
    }

    /** Names subjects, paths and what effects are of, in the order in which they are met. */
    List<DiffAnswer.Named> of(List<Change> changes, List<Effect> effects) {
        Set<Urn> urns = new LinkedHashSet<>();
        for (Change change : changes) {
            urns.add(change.subject());
            if (change.subjectBefore() != null) {
                urns.add(change.subjectBefore());
            }
            urns.addAll(change.path());
        }
        for (Effect effect : effects) {
            urns.add(effect.subject());
            if (effect.dataset() != null) {
                urns.add(effect.dataset());
            }
        }
        return of(urns);
    }

    private List<DiffAnswer.Named> of(Set<Urn> urns) {
        Map<Urn, Integer> nodes = new HashMap<>();
        for (Urn urn : urns) {
            view.find(workspace, urn, clocks).ifPresent(node -> nodes.put(urn, node));
        }
        evidence.read(nodes.values());
        return urns.stream()
                .map(urn -> new DiffAnswer.Named(urn, name(urn, nodes.get(urn))))
                .toList();
    }

    private String name(Urn urn, @Nullable Integer node) {
        String name =
                node == null
                        ? null
                        : Facts.of(evidence, List.of(node), Long.MAX_VALUE).text(Attributes.NAME);
        return name == null || name.isEmpty() ? NodeNames.of(urn) : name;
    }
}
