package io.clew.commit.inference;

import io.clew.commit.StoredValues;
import io.clew.commit.inference.ContentWord.Place;
import io.clew.commit.inference.Rule.News;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which bytes nodes are, before the write that is looked at and with it. */
final class Contents {

    /** What says which bytes a node is. */
    static final List<String> KEYS =
            List.of(Attributes.DIGEST, Attributes.DIGEST_STRENGTH, Attributes.SIZE_BYTES);

    /** Nodes that are bytes: files, and states of a dataset. */
    private static final Set<NodeKind> KINDS = Set.of(NodeKind.ARTIFACT, NodeKind.DATASET_VERSION);

    /**
     * Fewest bytes that are the same in two places by no accident: empty files, flags, small
     * settings, templates and figures of a constant have less.
     */
    static final long SIZE_BYTES_MIN = 64 * 1024;

    /** Whole digests of functions that nobody meets twice by chance. */
    private static final Pattern STRONG =
            Pattern.compile("sha256:[0-9a-f]{64}|sha1:[0-9a-f]{40}|md5:[0-9a-f]{32}");

    private static final String WEAK = "weak";

    private final News news;
    private final Map<Integer, Optional<Content>> known = new HashMap<>();

    Contents(News news) {
        this.news = news;
    }

    /** What a node was before the write, and what it is with it. */
    record Change(Optional<Content> before, Optional<Content> now) {}

    /** Says whether an attribute of a node says which bytes it is. */
    static boolean isTold(Urn node, String key) {
        return KEYS.contains(key) && KINDS.contains(node.kind());
    }

    /** Returns which bytes a node is; empty where that is not known well enough. */
    Optional<Content> now(int node) {
        Optional<Content> content = known.get(node);
        if (content == null) {
            content = change(node).now();
        }
        return content;
    }

    /** Returns what the write changed of a node. */
    Change change(int node) {
        if (!KINDS.contains(news.urn(node).kind())) {
            known.put(node, Optional.empty());
            return new Change(Optional.empty(), Optional.empty());
        }
        List<ContentWord> words = news.isNew(node) ? brought(node) : stored(node);
        Optional<Content> now = content(words.stream().filter(ContentWord::stands).toList());
        known.put(node, now);
        return new Change(content(words.stream().filter(ContentWord::stood).toList()), now);
    }

    private static Optional<Content> content(List<ContentWord> words) {
        if (ContentWord.current(words, Attributes.DIGEST_STRENGTH)
                .filter(word -> WEAK.equals(word.value()))
                .isPresent()) {
            return Optional.empty();
        }
        Optional<ContentWord> digest = ContentWord.current(words, Attributes.DIGEST);
        Optional<String> strong = digest.flatMap(word -> strong(word.value()));
        OptionalLong size = size(ContentWord.current(words, Attributes.SIZE_BYTES));
        if (strong.isEmpty() || size.isEmpty() || size.getAsLong() < SIZE_BYTES_MIN) {
            return Optional.empty();
        }
        return Optional.of(
                new Content(strong.get(), size.getAsLong(), digest.orElseThrow().since(words)));
    }

    private static Optional<String> strong(@Nullable Object value) {
        return value instanceof String text
                ? Optional.of(text.toLowerCase(Locale.ROOT))
                        .filter(folded -> STRONG.matcher(folded).matches())
                : Optional.empty();
    }

    private static OptionalLong size(Optional<ContentWord> word) {
        return word.isPresent()
                        && word.get().value() instanceof Number size
                        && size.doubleValue() == size.longValue()
                ? OptionalLong.of(size.longValue())
                : OptionalLong.empty();
    }

    /** Of a new node all is among the facts that the write brought. */
    private List<ContentWord> brought(int node) {
        Urn urn = news.urn(node);
        List<ContentWord> words = new ArrayList<>(KEYS.size());
        for (Fact fact : news.facts()) {
            if (fact instanceof Fact.AttributeFact told
                    && isTold(told.node(), told.key())
                    && told.node().equals(urn)) {
                words.add(
                        new ContentWord(
                                told.key(),
                                told.value(),
                                news.asserterId(told.by()),
                                told.assertion().ordinal(),
                                told.at(),
                                new Place(news.position(), words.size()),
                                false,
                                true));
            } else if (fact instanceof Fact.AttributeRetraction taken && taken.node().equals(urn)) {
                long asserter = news.asserterId(taken.by());
                words.removeIf(
                        word -> word.key().equals(taken.key()) && word.asserter() == asserter);
            }
        }
        return words;
    }

    private List<ContentWord> stored(int node) {
        long position = news.position();
        return news.db()
                .sql(
                        "SELECT f.name, f.value, f.asserter_id, f.assertion, f.at_ms, f.at_source,"
                                + " f.position, f.seq, (SELECT MIN(r.position) FROM retraction r WHERE r.from_id"
                                + " = f.node_id AND r.name = f.name AND r.asserter_id ="
                                + " f.asserter_id AND (r.position, r.seq) > (f.position, f.seq)) AS"
                                + " taken FROM attribute_fact f WHERE f.node_id = :node AND"
                                + " f.name_id IN (SELECT id FROM word WHERE name IN (:keys))")
                .bind("node", node)
                .bindAll("keys", KEYS)
                .list(
                        row -> {
                            Optional<Long> taken = row.optionalInteger("taken");
                            return new ContentWord(
                                    row.text("name"),
                                    StoredValues.read(row.nullableText("value")),
                                    row.integer("asserter_id"),
                                    (int) row.integer("assertion"),
                                    new EventTime(
                                            Instant.ofEpochMilli(row.integer("at_ms")),
                                            EventTime.Source.values()[
                                                    (int) row.integer("at_source")]),
                                    new Place(row.integer("position"), (int) row.integer("seq")),
                                    row.integer("position") < position
                                            && taken.map(each -> each >= position).orElse(true),
                                    taken.isEmpty());
                        });
    }
}
