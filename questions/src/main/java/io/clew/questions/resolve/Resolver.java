package io.clew.questions.resolve;

import io.clew.identity.Reference;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.ErrorCode;
import io.clew.model.Viewer;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the one node that a reference means. */
public final class Resolver {

    /** Most candidates that a refusal spells out. */
    private static final int CANDIDATES_MAX = 20;

    private Resolver() {}

    /**
     * Finds the node that a reference means at a question's clocks: an alias is followed to the
     * version that held it then.
     *
     * @param field the parameter that the reference came in, for a refusal
     * @throws ClewException INVALID_PARAMETER when the text cannot be read; NOT_FOUND with up to 5
     *     near names when there is no such node, or was none yet; AMBIGUOUS with the candidates
     *     when it means more than one
     */
    public static NodeRow resolve(Db db, Viewer viewer, String field, String text, Clocks clocks) {
        Lookup lookup = new Lookup(db, NodeRows.workspaceId(db, viewer), clocks);
        List<Reference> readings = Reference.parse(text);
        Map<Integer, NodeRow> found = new LinkedHashMap<>();
        for (Reference reading : readings) {
            lookup.find(reading).forEach(node -> found.putIfAbsent(node.id(), node));
        }
        if (Names.mayBeName(text)) {
            Names.find(lookup, text.strip()).forEach(node -> found.putIfAbsent(node.id(), node));
        }
        if (found.isEmpty()) {
            refuseUnreadable(field, text, readings);
            throw NotFound.of(lookup, text, readings);
        }
        List<NodeRow> there = Presence.of(lookup, List.copyOf(found.values()));
        if (there.isEmpty()) {
            throw Presence.notYet(lookup, text, found.values());
        }
        if (there.size() > 1) {
            throw ambiguous(field, text, there);
        }
        return there.getFirst();
    }

    private static void refuseUnreadable(String field, String text, List<Reference> readings) {
        for (Reference reading : readings) {
            if (reading instanceof Reference.Unreadable unreadable && !Names.mayBeName(text)) {
                throw ClewException.invalid(field, unreadable.expected());
            }
        }
    }

    private static ClewException ambiguous(String field, String text, List<NodeRow> nodes) {
        String more =
                nodes.size() > CANDIDATES_MAX
                        ? "; the first %d are given".formatted(CANDIDATES_MAX)
                        : "";
        return new ClewException(
                ErrorCode.AMBIGUOUS,
                "%s means %d things%s: ask for one of them by its URN."
                        .formatted(text.strip(), nodes.size(), more),
                field,
                nodes.stream().limit(CANDIDATES_MAX).map(node -> node.urn().toString()).toList());
    }
}
