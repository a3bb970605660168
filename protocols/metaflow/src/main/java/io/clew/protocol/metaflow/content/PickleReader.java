package io.clew.protocol.metaflow.content;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle that holds nothing but plain values: None, booleans, numbers, texts, lists, tuples
 * and dicts with texts as keys.
 *
 * <p>Knows the opcodes that make these and refuses all others, so nothing a pickle says is ever
 * looked up, imported, called or built. Bounded in size, values, depth and the size of integers;
 * what refers to itself, or repeats itself into more than that, is refused too.
 */
public final class PickleReader {
    /** Most values: a flow of a thousand steps has some tens of thousands. */
    private static final int VALUES_MAX = 1_000_000;

    /** Most levels of nesting, as in JSON. */
    private static final int DEPTH_MAX = 100;

    /** Most bytes of one integer. */
    private static final int INTEGER_BYTES_MAX = 128;

    /** Highest protocol that is read; 5 adds nothing to plain values. */
    private static final int PROTOCOL_MAX = 5;

    private static final Object MARK = new Object();
    private static final List<@Nullable Object> EMPTY = List.of();

    private final ByteBuffer in;
    private final List<@Nullable Object> stack = new ArrayList<>();
    private final Map<Integer, @Nullable Object> memo = new HashMap<>();
    private int values;

    private PickleReader(byte[] pickle) {
        this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads a pickle of protocol 2 to 5.
     *
     * @return null, Boolean, Long, BigInteger, Double, String, List or Map of String to these
     * @throws NotPlain when it holds, or says, anything else
     */
    public static @Nullable Object read(byte[] pickle) throws NotPlain {
        try {
            Object value = new PickleReader(pickle).value();
            return new Copy().of(value, 0);
        } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new NotPlain("it is cut off");
        }
    }

    private @Nullable Object value() throws NotPlain {
        while (true) {
            int opcode = in.get() & 0xFF;
            if (opcode == '.') {
                if (stack.size() != 1 || stack.getFirst() == MARK) {
                    throw new NotPlain("it ends with more or less than one value");
                }
                return stack.getFirst();
            }
            step(opcode);
            if (++values > VALUES_MAX) {
                throw new NotPlain("it has more than " + VALUES_MAX + " values");
            }
        }
    }

    private void step(int opcode) throws NotPlain {
        switch (opcode) {
            case 0x80 -> protocol(in.get() & 0xFF);
            case 0x95 -> frame();
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) (in.get() & 0xFF));
            case 'M' -> push((long) (in.getShort() & 0xFFFF));
            case 'J' -> push((long) in.getInt());
            case 0x8A -> push(integer(in.get() & 0xFF));
            case 'G' -> push(in.duplicate().order(ByteOrder.BIG_ENDIAN).getDouble(skip(8)));
            case 0x8C -> push(text(in.get() & 0xFF));
            case 'X' -> push(text(size(in.getInt() & 0xFFFFFFFFL)));
            case 0x8D -> push(text(size(in.getLong())));
            case ']' -> push(new ArrayList<@Nullable Object>());
            case '}' -> push(new LinkedHashMap<@Nullable Object, @Nullable Object>());
            case ')' -> push(EMPTY);
            case 0x85 -> push(tuple(stack.size() - 1));
            case 0x86 -> push(tuple(stack.size() - 2));
            case 0x87 -> push(tuple(stack.size() - 3));
            case '(' -> push(MARK);
            case 't' -> markedTuple();
            case 'a' -> append();
            case 'e' -> appends();
            case 's' -> setItem();
            case 'u' -> setItems();
            case 0x94 -> memo.put(memo.size(), top());
            case 'q' -> memo.put(in.get() & 0xFF, top());
            case 'r' -> memo.put(in.getInt(), top());
            case 'h' -> push(remembered(in.get() & 0xFF));
            case 'j' -> push(remembered(in.getInt()));
            default -> throw new NotPlain("the opcode 0x%02x is no plain value".formatted(opcode));
        }
    }

    private static void protocol(int protocol) throws NotPlain {
        if (protocol > PROTOCOL_MAX) {
            throw new NotPlain("it is of protocol " + protocol);
        }
    }

    /** A frame says how many bytes come in one piece; they are all here already. */
    private void frame() throws NotPlain {
        size(in.getLong());
    }

    private void push(@Nullable Object value) {
        stack.add(value);
    }

    private @Nullable Object top() throws NotPlain {
        if (stack.isEmpty() || stack.getLast() == MARK) {
            throw new NotPlain("there is no value to take");
        }
        return stack.getLast();
    }

    private @Nullable Object pop() throws NotPlain {
        Object value = top();
        stack.removeLast();
        return value;
    }

    private int skip(int bytes) {
        int at = in.position();
        in.position(at + check(bytes));
        return at;
    }

    private int check(int bytes) {
        if (bytes > in.remaining()) {
            throw new IndexOutOfBoundsException();
        }
        return bytes;
    }

    private int size(long bytes) throws NotPlain {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new NotPlain("it is cut off");
        }
        return (int) bytes;
    }

    private Object integer(int bytes) throws NotPlain {
        if (bytes > INTEGER_BYTES_MAX) {
            throw new NotPlain("an integer has more than " + INTEGER_BYTES_MAX + " bytes");
        }
        byte[] big = new byte[check(bytes)];
        for (int i = bytes - 1; i >= 0; i--) {
            big[i] = in.get();
        }
        BigInteger value = bytes == 0 ? BigInteger.ZERO : new BigInteger(big);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private String text(int bytes) throws NotPlain {
        ByteBuffer encoded = in.slice(in.position(), check(bytes));
        skip(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException broken) {
            throw new NotPlain("a text is not UTF-8");
        }
    }

    private @Nullable Object remembered(int index) throws NotPlain {
        if (!memo.containsKey(index)) {
            throw new NotPlain("it refers to what is not there");
        }
        return memo.get(index);
    }

    private List<@Nullable Object> tuple(int from) throws NotPlain {
        if (from < 0) {
            throw new NotPlain("there is no value to take");
        }
        List<@Nullable Object> taken = stack.subList(from, stack.size());
        for (Object value : taken) {
            if (value == MARK) {
                throw new NotPlain("a tuple crosses a mark");
            }
        }
        List<@Nullable Object> tuple = new ArrayList<>(taken);
        taken.clear();
        return tuple;
    }

    private List<@Nullable Object> marked() throws NotPlain {
        int mark = stack.size() - 1;
        // By identity: what refers to itself must not be compared.
        while (mark >= 0 && stack.get(mark) != MARK) {
            mark--;
        }
        if (mark < 0) {
            throw new NotPlain("there is no mark");
        }
        List<@Nullable Object> taken = tuple(mark + 1);
        stack.removeLast();
        return taken;
    }

    private void markedTuple() throws NotPlain {
        push(marked());
    }

    private void append() throws NotPlain {
        Object value = pop();
        list().add(value);
    }

    private void appends() throws NotPlain {
        List<@Nullable Object> taken = marked();
        list().addAll(taken);
    }

    @SuppressWarnings("unchecked") // lists on the stack hold any values
    private List<@Nullable Object> list() throws NotPlain {
        if (top() instanceof ArrayList<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw new NotPlain("it adds to what is no list");
    }

    private void setItem() throws NotPlain {
        Object value = pop();
        Object key = pop();
        put(dict(), key, value);
    }

    private void setItems() throws NotPlain {
        List<@Nullable Object> taken = marked();
        Map<String, @Nullable Object> dict = dict();
        if (taken.size() % 2 != 0) {
            throw new NotPlain("a key has no value");
        }
        for (int i = 0; i < taken.size(); i += 2) {
            put(dict, taken.get(i), taken.get(i + 1));
        }
    }

    private static void put(
            Map<String, @Nullable Object> dict, @Nullable Object key, @Nullable Object value)
            throws NotPlain {
        if (!(key instanceof String text)) {
            throw new NotPlain("a key is no text");
        }
        dict.put(text, value);
    }

    @SuppressWarnings("unchecked") // dicts on the stack have texts as keys
    private Map<String, @Nullable Object> dict() throws NotPlain {
        if (top() instanceof LinkedHashMap<?, ?> dict) {
            return (Map<String, @Nullable Object>) dict;
        }
        throw new NotPlain("it adds to what is no dict");
    }

    /** Copies a value out, which is a tree no larger and no deeper than the limits. */
    private static final class Copy {
        private final Map<Object, Boolean> open = new IdentityHashMap<>();
        private int count;

        @Nullable Object of(@Nullable Object value, int depth) throws NotPlain {
            if (++count > VALUES_MAX || depth > DEPTH_MAX) {
                throw new NotPlain("it is too large or too deep");
            }
            if (value instanceof List<?> list) {
                enter(list);
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                for (Object element : list) {
                    copy.add(of(element, depth + 1));
                }
                open.remove(list);
                return copy;
            }
            if (value instanceof Map<?, ?> map) {
                enter(map);
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    copy.put((String) entry.getKey(), of(entry.getValue(), depth + 1));
                }
                open.remove(map);
                return copy;
            }
            return value;
        }

        private void enter(Object container) throws NotPlain {
            // The empty tuple is one object wherever it is.
            if (open.put(container, true) != null && container != EMPTY) {
                throw new NotPlain("it refers to itself");
            }
        }
    }
}
