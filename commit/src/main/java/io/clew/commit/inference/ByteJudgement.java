package io.clew.commit.inference;

import io.clew.commit.inference.ByteEdges.Joint;
import io.clew.commit.inference.Contents.Change;
import io.clew.commit.inference.Rule.News;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Judges to what the nodes of one write are joined, and those which that concerns: each once, by
 * what all of them are with the write.
 */
final class ByteJudgement {

    private final News news;
    private final Contents contents;
    private final ByteNames names;
    private final ByteEdges edges;
    private final Map<Integer, Change> changes = new LinkedHashMap<>();
    private final ArrayDeque<Integer> questions = new ArrayDeque<>();
    private final Set<Integer> asked = new HashSet<>();

    /**
     * Looks at a write.
     *
     * @param told nodes of which it says which bytes they are
     */
    ByteJudgement(News news, Set<Integer> told) {
        this.news = news;
        this.contents = new Contents(news);
        this.names = new ByteNames(news, contents, told);
        this.edges = new ByteEdges(news);
        for (int node : told) {
            Change change = contents.change(node);
            if (!change.before().equals(change.now())) {
                changes.put(node, change);
            }
        }
    }

    /**
     * Says to which other node one is to be joined.
     *
     * @param first the node that all with the same bytes are joined to; empty for what may be
     *     joined to nothing
     * @param since when it came to be so
     */
    private record Verdict(OptionalInt first, boolean isJoined, Optional<EventTime> since) {

        static final Verdict NO_BYTES = new Verdict(OptionalInt.empty(), false, Optional.empty());
    }

    /** Judges all, and adds what follows to the write. */
    void all() {
        changes.forEach(this::ask);
        while (!questions.isEmpty()) {
            judge(questions.remove());
        }
    }

    private void ask(int node) {
        if (asked.add(node)) {
            questions.add(node);
        }
    }

    /** Asks about a node whose bytes changed, and about those in whose place it came or left. */
    private void ask(int node, Change change) {
        ask(node);
        Urn urn = news.urn(node);
        change.before().ifPresent(was -> ask(names.versionAfter(0, urn, was)));
        change.now().ifPresent(is -> ask(names.versionAfter(node, urn, is)));
        change.now().ifPresent(is -> ask(names.after(node, is)));
    }

    private void ask(OptionalInt node) {
        node.ifPresent(this::ask);
    }

    private void judge(int node) {
        Verdict verdict = verdict(node);
        Optional<Joint> joint = joint(node, verdict);
        List<Joint> standing = edges.from(node);
        for (Joint old : standing) {
            if (joint.filter(old::equals).isEmpty()) {
                edges.end(node, old, ended(node, old, verdict));
            }
        }
        joint.filter(now -> !standing.contains(now))
                .ifPresent(
                        now ->
                                edges.add(
                                        node,
                                        now.to(),
                                        verdict.since().orElseThrow(),
                                        now.evidence()));
        boolean isFirst = verdict.first().isPresent() && verdict.first().getAsInt() == node;
        if (!isFirst || changes.containsKey(node)) {
            edges.to(node).forEach(this::ask);
        }
    }

    private Verdict verdict(int node) {
        Optional<Content> now = contents.now(node);
        if (now.isEmpty()) {
            return Verdict.NO_BYTES;
        }
        Content content = now.get();
        OptionalInt first = names.after(0, content);
        if (first.isEmpty() || first.getAsInt() == node) {
            return new Verdict(first, false, Optional.of(content.since()));
        }
        Urn urn = news.urn(node);
        Content firstContent = contents.now(first.getAsInt()).orElseThrow();
        int version = names.versionAfter(0, urn, content).orElse(node);
        boolean isJoined =
                !ByteNames.areOfOneDataset(urn, news.urn(first.getAsInt()))
                        && version == node
                        && !edges.isTakenBack(node, content);
        Content other = version == node ? firstContent : contents.now(version).orElseThrow();
        return new Verdict(first, isJoined, Optional.of(content.sinceBoth(other)));
    }

    private Optional<Joint> joint(int node, Verdict verdict) {
        return verdict.isJoined()
                ? Optional.of(
                        new Joint(
                                verdict.first().orElseThrow(),
                                verdict.since().orElseThrow().at().toEpochMilli(),
                                contents.now(node).orElseThrow().evidence()))
                : Optional.empty();
    }

    /** Returns when something stopped to be so: when one was overwritten, or another took over. */
    private Optional<EventTime> ended(int node, Joint old, Verdict verdict) {
        if (isLost(node, old)) {
            return overwritten(node);
        }
        if (isLost(old.to(), old)) {
            return overwritten(old.to());
        }
        boolean isOtherTime = verdict.isJoined() && verdict.first().orElseThrow() == old.to();
        return isOtherTime ? Optional.empty() : verdict.since();
    }

    private boolean isLost(int node, Joint old) {
        return contents.now(node)
                .filter(content -> content.evidence().equals(old.evidence()))
                .isEmpty();
    }

    /** Returns when a node became other bytes; empty when what was said of it was taken back. */
    private Optional<EventTime> overwritten(int node) {
        Urn urn = news.urn(node);
        boolean isTakenBack =
                news.facts().stream()
                        .anyMatch(
                                fact ->
                                        fact instanceof Fact.AttributeRetraction word
                                                && word.node().equals(urn)
                                                && Contents.isTold(urn, word.key()));
        return isTakenBack
                ? Optional.empty()
                : news.facts().stream()
                        .filter(Fact.AttributeFact.class::isInstance)
                        .map(Fact.AttributeFact.class::cast)
                        .filter(word -> word.node().equals(urn))
                        .filter(word -> Contents.isTold(urn, word.key()))
                        .map(Fact.AttributeFact::at)
                        .max(Comparator.comparing(EventTime::at));
    }
}
