package io.clew.questions.merges;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.ErrorCode;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes back what was said of an edge, because somebody says that it never was so.
 *
 * <p>Everyone may take back what he said himself. That two names are one thing may be taken back by
 * anyone, whoever said it, person, tool or rule, and in whichever direction: a wrong merge spoils
 * everybody's answers.
 */
public final class Retractions {

    /** Most names that a refusal offers. */
    private static final int CANDIDATES_MAX = 5;

    private final Committer committer;

    public Retractions(Committer committer) {
        this.committer = committer;
    }

    /** Names an edge as a question does. */
    public record EdgeName(Urn from, EdgeKind kind, Urn to) {
        private EdgeName reversed() {
            return new EdgeName(to, kind, from);
        }
    }

    /**
     * Takes an edge back.
     *
     * @param author who says it
     * @param edge its ends exist
     * @param reason why; {@link Reasons} bounds it
     * @param payload the request as it was accepted, for the audit entry
     * @throws ClewException NOT_FOUND when nobody says the edge now, FORBIDDEN when only others do
     */
    public Decided add(
            Workspace workspace, Asserter author, EdgeName edge, String reason, byte[] payload) {
        Reasons.check(reason);
        return committer.commit(
                new Intent(workspace, author, Intent.RETRACTIONS),
                commit -> write(commit, edge, reason, payload));
    }

    private static Decided write(Commit commit, EdgeName edge, String reason, byte[] payload) {
        List<Decided.Stated> standing = standing(commit, edge);
        List<Decided.Stated> takenBack =
                standing.stream()
                        .filter(
                                word ->
                                        edge.kind() == EdgeKind.SAME_AS
                                                || word.by().equals(commit.by()))
                        .toList();
        if (takenBack.isEmpty()) {
            throw standing.isEmpty() ? notSaid(commit, edge) : notOnesOwn(standing);
        }
        EventTime now = EventTime.received(commit.now());
        for (Decided.Stated word : takenBack) {
            commit.add(
                    new Fact.EdgeRetraction(
                            word.from(), word.kind(), word.to(), now, word.by(), null, reason));
        }
        commit.subject(edge.from());
        commit.subject(edge.to());
        commit.payload(payload);
        return new Decided(
                commit.position(),
                commit.now(),
                commit.by().agent(),
                Intent.RETRACTIONS,
                reason,
                takenBack,
                List.of());
    }

    /** Returns the words that stand for an edge; for a same-as, those for either direction. */
    private static List<Decided.Stated> standing(Commit commit, EdgeName edge) {
        List<Decided.Stated> standing = new ArrayList<>(words(commit, edge));
        if (edge.kind() == EdgeKind.SAME_AS && !edge.from().equals(edge.to())) {
            standing.addAll(words(commit, edge.reversed()));
        }
        return standing;
    }

    private static List<Decided.Stated> words(Commit commit, EdgeName edge) {
        return from(commit, edge).stream()
                .filter(link -> link.edge().to().equals(edge.to()))
                .flatMap(link -> link.edge().assertions().stream())
                .map(said -> new Asserter(said.by(), said.via()))
                .distinct()
                .map(by -> new Decided.Stated(true, edge.from(), edge.kind(), edge.to(), by))
                .toList();
    }

    private static List<Link> from(Commit commit, EdgeName edge) {
        int from = commit.nodeId(edge.from());
        return Links.from(commit.db(), List.of(from), Clocks.NOW, edge.kind());
    }

    private static ClewException notSaid(Commit commit, EdgeName edge) {
        Stream<Urn> near = from(commit, edge).stream().map(link -> link.edge().to());
        if (edge.kind() == EdgeKind.SAME_AS) {
            int from = commit.nodeId(edge.from());
            near =
                    Stream.concat(
                            near,
                            Links.to(commit.db(), List.of(from), Clocks.NOW, edge.kind()).stream()
                                    .map(link -> link.edge().from()));
        }
        return new ClewException(
                ErrorCode.NOT_FOUND,
                "Nobody says now that %s %s %s: expected an edge that stands."
                        .formatted(edge.from(), edge.kind().wireName(), edge.to()),
                null,
                near.distinct().limit(CANDIDATES_MAX).map(Urn::toString).toList());
    }

    private static ClewException notOnesOwn(List<Decided.Stated> standing) {
        return new ClewException(
                ErrorCode.FORBIDDEN,
                "Who says it may take it back, and that is %s: expected an edge that you say yourself, or a same-as."
                        .formatted(
                                standing.stream()
                                        .map(word -> word.by().agent().toString())
                                        .distinct()
                                        .limit(CANDIDATES_MAX)
                                        .collect(Collectors.joining(", "))));
    }
}
