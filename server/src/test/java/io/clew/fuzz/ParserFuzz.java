package io.clew.fuzz;

import io.clew.identity.Reference;
import io.clew.model.ClewException;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.clew.ask.Moments;
import io.clew.protocol.mlflow.search.Comparator;
import io.clew.protocol.mlflow.search.FieldKind;
import io.clew.protocol.mlflow.search.FilterParser;
import io.clew.protocol.mlflow.search.OrderParser;
import io.clew.protocol.mlflow.search.SearchEntity;
import io.clew.protocol.mlflow.wire.PageToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Hands nearly right texts to the parsers of filters, orders, references, moments and page tokens.
 *
 * <p>Each either reads a text or refuses it with a message, in no time; what a reference is read as
 * is a URN that can be written and read again.
 */
final class ParserFuzz {
    private static final int FAILURES_MAX = 30;
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    private static final SearchEntity ENTITY =
            new SearchEntity.Builder()
                    .kind(FieldKind.METRIC, Comparator.NUMERIC)
                    .kind(FieldKind.PARAM, Comparator.TEXT_OR_NULL)
                    .kind(FieldKind.TAG, Comparator.TEXT_OR_LIST)
                    .kind(FieldKind.DATASET, Comparator.TEXT_OR_LIST)
                    .datasetKeys(Set.of("name", "digest", "context"))
                    .orderedBy(FieldKind.METRIC)
                    .orderedBy(FieldKind.PARAM)
                    .orderedBy(FieldKind.TAG)
                    .attribute("run_id", false, Comparator.TEXT_OR_LIST)
                    .attribute("name", false, Comparator.TEXT)
                    .attribute("start_time", true, Comparator.NUMERIC)
                    .build();

    private final long seed;
    private final Set<String> kinds = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private long read;
    private long nanosMost;

    ParserFuzz(long seed) {
        this.seed = seed;
    }

    /** Parses texts from one number up to another. */
    void run(long from, long to) {
        for (long i = from; i < to && failures.size() < FAILURES_MAX; i++) {
            Chance chance = new Chance(~seed, i);
            int parser = chance.below(5);
            String text = text(chance, parser);
            long start = System.nanoTime();
            String wrong = tried(parser, text);
            long nanos = System.nanoTime() - start;
            nanosMost = Math.max(nanosMost, nanos);
            if (nanos > NANOS_MAX) {
                wrong = "took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
            }
            if (!wrong.isEmpty() && kinds.add(parser + wrong.replaceAll("\\d+|: .*", ""))) {
                failures.add(
                        "parser %d %s: %s%n  again: make fuzz SEED=%d INPUT=t%d"
                                .formatted(parser, wrong, shown(text), seed, i));
            }
        }
    }

    private static String text(Chance chance, int parser) {
        return switch (parser) {
            case 0 -> SearchTexts.filter(chance);
            case 1 -> SearchTexts.order(chance);
            case 2 -> ReferenceTexts.reference(chance);
            case 3 -> ReferenceTexts.moment(chance);
            default -> ReferenceTexts.token(chance);
        };
    }

    /** Returns what is wrong, or nothing. */
    private String tried(int parser, String text) {
        try {
            switch (parser) {
                case 0 -> FilterParser.parse(text, ENTITY);
                case 1 -> OrderParser.parse(List.of(text), ENTITY);
                case 2 -> {
                    for (Reference reference : Reference.parse(text)) {
                        for (Urn urn : reference.urns()) {
                            if (!Urn.parse(urn.toString()).filter(urn::equals).isPresent()) {
                                return "is read as what is no URN, " + urn;
                            }
                        }
                        if (reference.text().isEmpty()) {
                            return "is read as a reference without a text";
                        }
                    }
                    Urn.parse(text).map(Urn::kind).ifPresent(NodeKind::wireName);
                }
                case 3 -> {
                    Moments.read(text);
                    Moments.readStart(text);
                }
                default -> PageToken.decode(text, "0123456789abcdef").value(0);
            }
            read++;
            return "";
        } catch (ClewException refusal) {
            return refusal.getMessage().isBlank() ? "is refused without a word" : "";
        } catch (RuntimeException | StackOverflowError defect) {
            return "failed with " + defect.getClass().getSimpleName() + ": " + defect.getMessage();
        }
    }

    private static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .limit(300)
                .forEach(
                        c ->
                                out.append(
                                        c >= 0x20 && c < 0x7F
                                                ? String.valueOf((char) c)
                                                : "\\u%04x".formatted(c)));
        return out + (text.length() > 300 ? "… (" + text.length() + " characters)" : "");
    }

    List<String> failures() {
        return failures;
    }

    /** Says in a line what was done. */
    String report() {
        return "%d texts read, slowest %d ms"
                .formatted(read, TimeUnit.NANOSECONDS.toMillis(nanosMost));
    }
}
