package io.clew.questions.diff.evidence;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds all that was told of one node, by key; nobody changes it. */
final class Told {

    static final Told NOTHING = new Told(new TreeMap<>());

    /** What a word takes beside its value. */
    private static final int WORD_BYTES = 64;

    /** What a key takes: its text, its places in both maps and a list. */
    private static final int KEY_BYTES = 220;

    private final SortedMap<String, List<Said>> words;
    private final SortedMap<String, String> latest;
    private final long lastMillis;

    Told(SortedMap<String, List<Said>> words) {
        this.words = words;
        this.latest = at(words, Long.MAX_VALUE);
        long last = Long.MIN_VALUE;
        for (List<Said> each : words.values()) {
            for (Said word : each) {
                last = Math.max(last, word.atMillis());
            }
        }
        this.lastMillis = last;
    }

    /** Returns all words, by key. */
    SortedMap<String, List<Said>> words() {
        return words;
    }

    /** Returns the words on an attribute; none when nobody spoke of it. */
    List<Said> words(String key) {
        return words.getOrDefault(key, List.of());
    }

    /** Returns the JSON of all attributes at a time, by key; most are asked after all was told. */
    SortedMap<String, String> at(long asOfMillis) {
        return asOfMillis >= lastMillis ? latest : at(words, asOfMillis);
    }

    private static SortedMap<String, String> at(
            SortedMap<String, List<Said>> words, long asOfMillis) {
        SortedMap<String, String> all = new TreeMap<>();
        words.forEach(
                (key, each) -> {
                    Said counting = Said.counting(each, asOfMillis);
                    String json = counting == null ? null : counting.json();
                    if (json != null) {
                        all.put(key, json);
                    }
                });
        return Collections.unmodifiableSortedMap(all);
    }

    /** Returns about how many bytes it takes. */
    long bytes() {
        long bytes = 0;
        for (List<Said> each : words.values()) {
            bytes += KEY_BYTES;
            for (Said word : each) {
                String json = word.json();
                bytes += WORD_BYTES + (json == null ? 0 : 2L * json.length());
            }
        }
        return bytes;
    }
}
