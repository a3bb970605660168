package io.clew.graph;

import io.clew.model.NodeKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds the names of nodes as bytes, by number and to be found by name; one thread writes, readers
 * never wait.
 *
 * <p>What all names of a kind begin with is left out.
 */
final class NameTable {

    /** Nodes of a block of names. */
    static final int BLOCK = 1 << 10;

    /** Parts of the table of numbers: each grows on its own, and is soon done. */
    static final int PARTS = 1 << 10;

    private static final int BLOCK_BITS = 10;
    private static final int PART_SHIFT = 22;
    private static final int NUMBER_BITS = 27;
    private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;
    private static final int[] NO_SLOTS = new int[1];
    private static final int SLOTS_MIN = 8;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle PART = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final VarHandle NAMES = MethodHandles.arrayElementVarHandle(Block[].class);
    private static final NodeKind[] KINDS = NodeKind.values();
    private static final String[] PREFIXES = new String[KINDS.length];

    static {
        for (NodeKind kind : KINDS) {
            PREFIXES[kind.ordinal()] = "urn:clew:" + kind.wireName() + ":";
        }
    }

    private final @Nullable Stored stored;
    private final int[][] parts = new int[PARTS][];
    private final int[] sizes = new int[PARTS];
    private volatile Block[] blocks;

    /** Reads blocks and parts that were stored before, each at its first use. */
    interface Stored {
        /** Returns the names of a block; null when none are stored there. */
        @Nullable Block block(int number);

        /** Returns a fresh copy of a part's slots; null when it is empty. */
        int @Nullable [] part(int number);
    }

    /** Holds the names of a block side by side. */
    static final class Block {
        private final int[] ends;
        private volatile byte[] bytes;

        Block(int[] ends, byte[] bytes) {
            this.ends = ends;
            this.bytes = bytes;
        }

        private int start(int index) {
            return index == 0 ? 0 : ends[index - 1];
        }

        int end(int index) {
            return ends[index];
        }

        byte[] bytes() {
            return bytes;
        }

        private void append(int index, byte[] name) {
            int start = start(index);
            int end = start + name.length;
            if (end > bytes.length) {
                byte[] more = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
                System.arraycopy(name, 0, more, start, name.length);
                bytes = more;
            } else {
                System.arraycopy(name, 0, bytes, start, name.length);
            }
            ends[index] = end;
            if (index == BLOCK - 1) {
                bytes = Arrays.copyOf(bytes, end);
            }
        }
    }

    NameTable() {
        this.stored = null;
        this.blocks = new Block[0];
    }

    /** Makes a table whose first names are stored, in so many blocks. */
    NameTable(Stored stored, int blockCount) {
        this.stored = stored;
        this.blocks = new Block[blockCount];
    }

    /** Adds the name of the next node. */
    void add(int node, int workspaceId, NodeKind kind, String urn, NodeTable nodes) {
        byte[] name = bytes(kind, urn);
        Block[] all = blocks;
        int number = node >>> BLOCK_BITS;
        if (number >= all.length) {
            for (int i = 0; i < all.length; i++) {
                block(i);
            }
            all = Arrays.copyOf(blocks, number + 1 + (number >> 1));
        }
        if (all[number] == null && (node & (BLOCK - 1)) == (number == 0 ? 1 : 0)) {
            all[number] = new Block(new int[BLOCK], new byte[BLOCK * 16]);
        }
        blocks = all;
        block(number).append(node & (BLOCK - 1), name);
        insert(node, hash(workspaceId, kind, name), nodes);
    }

    private void insert(int node, int hash, NodeTable nodes) {
        int number = hash >>> PART_SHIFT;
        int[] slots = part(number);
        int size = size(number, slots) + 1;
        if (size * 4 > slots.length * 3) {
            slots = grown(slots, nodes);
            PART.setRelease(parts, number, slots);
        }
        place(slots, node, hash);
        sizes[number] = size;
    }

    /** Counts what was stored when a part is first written to. */
    private int size(int number, int[] slots) {
        if (sizes[number] == 0) {
            for (int slot : slots) {
                sizes[number] += slot == 0 ? 0 : 1;
            }
        }
        return sizes[number];
    }

    private int[] grown(int[] slots, NodeTable nodes) {
        int[] twice = new int[Math.max(SLOTS_MIN, slots.length * 2)];
        for (int slot : slots) {
            if (slot != 0) {
                int node = slot & NUMBER_MASK;
                place(twice, node, hash(nodes.workspaceId(node), nodes.kind(node), name(node)));
            }
        }
        return twice;
    }

    private static void place(int[] slots, int node, int hash) {
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] != 0) {
            at = at + 1 & mask;
        }
        SLOT.setRelease(slots, at, tag(hash) | node);
    }

    /** Five bits of the hash that neither choose the part nor, mostly, the slot. */
    private static int tag(int hash) {
        return hash >>> PART_SHIFT - 5 << NUMBER_BITS;
    }

    /** Returns the number of a node, or 0; nodes after a number are passed over. */
    int find(int workspaceId, NodeKind kind, String urn, NodeTable nodes, int nodeCount) {
        byte[] name = bytes(kind, urn);
        int hash = hash(workspaceId, kind, name);
        int[] slots = part(hash >>> PART_SHIFT);
        int mask = slots.length - 1;
        for (int at = hash & mask; ; at = at + 1 & mask) {
            int slot = (int) SLOT.getAcquire(slots, at);
            if (slot == 0) {
                return 0;
            }
            int node = slot & NUMBER_MASK;
            if ((slot ^ tag(hash)) >>> NUMBER_BITS == 0
                    && node <= nodeCount
                    && nodes.workspaceId(node) == workspaceId
                    && nodes.kind(node) == kind
                    && isName(node, name)) {
                return node;
            }
        }
    }

    private boolean isName(int node, byte[] name) {
        Block block = block(node >>> BLOCK_BITS);
        int index = node & (BLOCK - 1);
        return Arrays.equals(
                block.bytes, block.start(index), block.ends[index], name, 0, name.length);
    }

    String urn(int node, NodeKind kind) {
        Block block = block(node >>> BLOCK_BITS);
        int index = node & (BLOCK - 1);
        int start = block.start(index);
        return PREFIXES[kind.ordinal()].concat(
                new String(
                        block.bytes,
                        start,
                        block.ends[index] - start,
                        StandardCharsets.ISO_8859_1));
    }

    private byte[] name(int node) {
        Block block = block(node >>> BLOCK_BITS);
        int index = node & (BLOCK - 1);
        return Arrays.copyOfRange(block.bytes, block.start(index), block.ends[index]);
    }

    private static byte[] bytes(NodeKind kind, String urn) {
        return urn.substring(PREFIXES[kind.ordinal()].length())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int hash(int workspaceId, NodeKind kind, byte[] name) {
        int hash = (Arrays.hashCode(name) * 31 + workspaceId) * 31 + kind.ordinal();
        hash *= 0x9E3779B9;
        hash ^= hash >>> 15;
        hash *= 0x85EBCA6B;
        return hash ^ hash >>> 13;
    }

    private Block block(int number) {
        Block[] all = blocks;
        Block block = all[number];
        if (block != null || stored == null) {
            return block;
        }
        Block read = stored.block(number);
        if (read == null) {
            throw new IllegalStateException("no names " + number);
        }
        Block other = (Block) NAMES.compareAndExchange(all, number, (Block) null, read);
        return other != null ? other : read;
    }

    private int[] part(int number) {
        int[] slots = (int[]) PART.getAcquire(parts, number);
        if (slots != null) {
            return slots;
        }
        int[] read = stored == null ? null : stored.part(number);
        if (read == null) {
            return NO_SLOTS;
        }
        int[] other = (int[]) PART.compareAndExchange(parts, number, (int[]) null, read);
        return other != null ? other : read;
    }

    /** Returns a block's names, for a block in which there are some. */
    Block blockAt(int number) {
        return block(number);
    }

    /** Returns a part's slots without those of nodes after a number; a single one when empty. */
    int[] partAt(int number, int nodeCount, NodeTable nodes) {
        int[] slots = part(number).clone();
        for (int slot : slots) {
            if ((slot & NUMBER_MASK) > nodeCount) {
                return without(slots, nodeCount, nodes);
            }
        }
        return slots;
    }

    private int[] without(int[] slots, int nodeCount, NodeTable nodes) {
        int[] rest = new int[slots.length];
        for (int slot : slots) {
            int node = slot & NUMBER_MASK;
            if (node != 0 && node <= nodeCount) {
                place(rest, node, hash(nodes.workspaceId(node), nodes.kind(node), name(node)));
            }
        }
        return rest;
    }

    /** Returns how many bytes the names that are in memory take. */
    long bytes() {
        long sum = 0;
        for (Block block : blocks) {
            sum += block == null ? 0 : 4L * BLOCK + block.bytes.length;
        }
        for (int[] part : parts) {
            sum += part == null ? 0 : 4L * part.length;
        }
        return sum;
    }
}
