package io.clew.graph;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the ways in which facts are told: who, and what kind of word it is. They are few.
 *
 * <p>A word's code is 0 or more for a claim, and below for a retraction of all that the asserter
 * said so far.
 */
final class Voices {

    /** The code of a word that takes back, as never true. */
    static final int NEVER_TRUE = -1;

    /** The code of a word that ends: its event time is that of the end, exclusive. */
    static final int ENDED = -2;

    /** The voice of a stamp that no fact carries. */
    static final int NOBODY = 0;

    private static final Assertion[] ASSERTIONS = Assertion.values();
    private static final int CODE_BITS = 8;

    private final IntColumn words = new IntColumn();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Asserter, Integer> asserterNumbers = new HashMap<>();
    private final List<Asserter> asserters = new ArrayList<>();
    private int count;

    Voices() {
        add(0);
    }

    /** Returns an asserter's number, from 1. */
    int asserter(Asserter asserter) {
        Integer known = asserterNumbers.get(asserter);
        if (known != null) {
            return known;
        }
        asserters.add(asserter);
        if (asserters.size() >= 1 << Integer.SIZE - CODE_BITS - 1) {
            throw new IllegalStateException("more than " + asserters.size() + " asserters");
        }
        asserterNumbers.put(asserter, asserters.size());
        return asserters.size();
    }

    /** Returns the number of a voice. */
    int voice(int asserter, int code) {
        int word = asserter << CODE_BITS | code & (1 << CODE_BITS) - 1;
        Integer known = numbers.get(word);
        return known != null ? known : add(word);
    }

    private int add(int word) {
        words.set(count, word);
        numbers.put(word, count);
        return count++;
    }

    int asserterOf(int voice) {
        return words.get(voice) >>> CODE_BITS;
    }

    int codeOf(int voice) {
        return (byte) words.get(voice);
    }

    /** Makes the code of a word on an attribute. */
    static int code(Assertion assertion, int value) {
        return assertion.ordinal() << 5 | value;
    }

    /** Returns how a word on an attribute is known. */
    static Assertion assertion(int code) {
        return ASSERTIONS[code >> 5];
    }

    /** Returns the value of a word on an attribute, from 0 to 31. */
    static int value(int code) {
        return code & 0x1F;
    }

    int count() {
        return count;
    }

    /** Returns a voice as a number, to be stored. */
    int word(int voice) {
        return words.get(voice);
    }

    /** Returns the asserters in the order of their numbers. */
    List<Asserter> asserters() {
        return List.copyOf(asserters);
    }

    /** Takes up what was stored, in the order of the numbers. */
    static Voices of(List<Asserter> asserters, int[] words) {
        Voices voices = new Voices();
        asserters.forEach(voices::asserter);
        for (int i = 1; i < words.length; i++) {
            voices.add(words[i]);
        }
        return voices;
    }
}
