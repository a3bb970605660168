package io.clew.store.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records the statements by which a group changes rows, with their values, so that they can be run
 * again: see {@code docs/formats/redo.md}.
 *
 * <p>A statement's text is written where it is first used after {@link #beginFile}; later uses are
 * its number.
 */
final class Recording {

    static final int NULL = 0;
    static final int INTEGER = 1;
    static final int REAL = 2;
    static final int TEXT = 3;
    static final int BYTES = 4;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final Buffer out = new Buffer();
    private int textsKept;
    private int markBytes;
    private int markTexts;

    /** What can be cut back to a size. */
    private static final class Buffer extends ByteArrayOutputStream {

        void cut(int size) {
            count = size;
        }

        ByteBuffer bytes() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        void number(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            write((int) rest);
        }

        void block(byte[] bytes) {
            number(bytes.length);
            write(bytes, 0, bytes.length);
        }
    }

    /** Records a statement that was run. */
    void statement(String text, List<? extends @Nullable Object> values) {
        Integer known = numbers.get(text);
        if (known == null) {
            out.number(texts.size());
            out.block(text.getBytes(StandardCharsets.UTF_8));
            numbers.put(text, texts.size());
            texts.add(text);
        } else {
            out.number(known);
        }
        out.number(values.size());
        for (Object value : values) {
            value(value);
        }
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.write(NULL);
            case Long number -> integer(number);
            case Integer number -> integer(number);
            case Boolean flag -> integer(flag ? 1 : 0);
            case Double number -> {
                out.write(REAL);
                out.number(Double.doubleToRawLongBits(number));
            }
            case String text -> {
                out.write(TEXT);
                out.block(text.getBytes(StandardCharsets.UTF_8));
            }
            case byte[] bytes -> {
                out.write(BYTES);
                out.block(bytes);
            }
            default ->
                    throw new IllegalArgumentException(
                            "cannot record a value of " + value.getClass());
        }
    }

    private void integer(long number) {
        out.write(INTEGER);
        out.number(number << 1 ^ number >> 63);
    }

    boolean isEmpty() {
        return out.size() == 0;
    }

    /** Returns what was recorded, valid until more is. */
    ByteBuffer bytes() {
        return out.bytes();
    }

    /** Begins one write of the group. */
    void mark() {
        markBytes = out.size();
        markTexts = texts.size();
    }

    /** Forgets what was recorded since {@link #mark}. */
    void undoToMark() {
        out.cut(markBytes);
        forgetTexts(markTexts);
    }

    /** Begins the next group: what was recorded is in the file. */
    void keep() {
        out.cut(0);
        textsKept = texts.size();
        mark();
    }

    /** Returns how many texts are in the file. */
    int textsKept() {
        return textsKept;
    }

    /** Forgets the group, and those before that brought the file more than a number of texts. */
    void undoTo(int texts) {
        textsKept = texts;
        undo();
    }

    /** Forgets the group. */
    void undo() {
        out.cut(0);
        forgetTexts(textsKept);
        mark();
    }

    /** Forgets all texts, since the file begins anew; only between groups. */
    void beginFile() {
        forgetTexts(0);
        textsKept = 0;
        mark();
    }

    private void forgetTexts(int kept) {
        List<String> forgotten = texts.subList(kept, texts.size());
        forgotten.forEach(numbers::remove);
        forgotten.clear();
    }
}
