package io.clew.graph;

import io.clew.graph.SnapshotHeader.Unusable;
import io.clew.model.Asserter;
import io.clew.model.Urn;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a snapshot file: mapped into memory, checked when it is opened, each block copied when it
 * is first asked for.
 *
 * <p>A file that is replaced meanwhile stays readable here; nobody ever writes into one.
 */
final class SnapshotFile {

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int DIRECTORY_LONGS = 4;

    /** Bytes that one thread checks at a time. */
    private static final int CHECKED_AT_ONCE = 1 << 24;

    private final MemorySegment mapped;
    private final SnapshotHeader header;
    private final long[][] offsets = new long[Section.values().length][];
    private final int[][] lengths = new int[Section.values().length][];

    private SnapshotFile(MemorySegment mapped, SnapshotHeader header) {
        this.mapped = mapped;
        this.header = header;
        Arrays.setAll(offsets, section -> new long[0]);
        Arrays.setAll(lengths, section -> new int[0]);
    }

    /**
     * Maps a file and checks its header and directory.
     *
     * @throws Unusable when it is damaged, or no snapshot of this format
     */
    static SnapshotFile open(Path path) throws IOException, Unusable {
        try (FileChannel file = FileChannel.open(path)) {
            long size = file.size();
            if (size < SnapshotHeader.BYTES) {
                throw new Unusable("it is cut off");
            }
            MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
            ByteBuffer first = mapped.asSlice(0, SnapshotHeader.BYTES).asByteBuffer();
            SnapshotFile opened = new SnapshotFile(mapped, SnapshotHeader.read(first));
            opened.readDirectory();
            return opened;
        }
    }

    SnapshotHeader header() {
        return header;
    }

    private void readDirectory() throws Unusable {
        long start = header.directoryOffset();
        long bytes = (long) header.blocks() * DIRECTORY_LONGS * Long.BYTES;
        if (start + bytes != mapped.byteSize()) {
            throw new Unusable("it is cut off");
        }
        if (checksum(start, bytes) != header.directoryChecksum()) {
            throw new Unusable("its directory is damaged");
        }
        for (int block = 0; block < header.blocks(); block++) {
            int section = (int) (directory(block, 0) >>> Integer.SIZE);
            int number = (int) directory(block, 0);
            if (number >= offsets[section].length) {
                int room = number + 1 + (number >> 1);
                offsets[section] = Arrays.copyOf(offsets[section], room);
                lengths[section] = Arrays.copyOf(lengths[section], room);
            }
            offsets[section][number] = directory(block, 1);
            lengths[section][number] = (int) directory(block, 2);
        }
    }

    private long directory(int block, int field) {
        long at = ((long) block * DIRECTORY_LONGS + field) * Long.BYTES;
        return mapped.get(LONG, header.directoryOffset() + at);
    }

    /**
     * Checks every block, with all processors.
     *
     * @throws Unusable when one is damaged
     */
    void check() throws Unusable {
        boolean sound =
                IntStream.range(0, header.blocks())
                        .parallel()
                        .allMatch(
                                block ->
                                        checksum(directory(block, 1), directory(block, 2))
                                                == (int) directory(block, 3));
        if (!sound) {
            throw new Unusable("a block of it is damaged");
        }
    }

    private int checksum(long start, long bytes) {
        CRC32C checksum = new CRC32C();
        for (long at = 0; at < bytes; at += CHECKED_AT_ONCE) {
            long some = Math.min(CHECKED_AT_ONCE, bytes - at);
            checksum.update(mapped.asSlice(start + at, some).asByteBuffer());
        }
        return (int) checksum.getValue();
    }

    /** Makes the tables and the base of what is here. */
    Edges edges() {
        Extent extent = header.extent();
        Stamps stamps = stamps();
        Voices voices = voices();
        Claims claims =
                new Claims(
                        stamps,
                        voices,
                        column(Section.CLAIMS_SAID),
                        column(Section.CLAIMS_BEFORE),
                        extent.claims());
        NodeTable nodes =
                new NodeTable(
                        column(Section.FACTS),
                        column(Section.FIRST_STAMPS),
                        new NameTable(new Names(), offsets[Section.NAMES.ordinal()].length),
                        extent.nodes(),
                        extent.columns());
        SameAsTable sameAs =
                new SameAsTable(
                        column(Section.SAME_HEADS),
                        column(Section.SAME_OTHERS),
                        column(Section.SAME_BEFORE),
                        extent.sameAs());
        Tables tables =
                Tables.of(nodes, stamps, voices, claims, column(Section.STATE_CHAINS), sameAs);
        int[] firstEdges = all(Section.FIRST_EDGES);
        int segments = firstEdges.length - 1;
        Base base =
                new Base(
                        rows(Section.OUT, Section.OUT_STARTS, segments, nodes),
                        rows(Section.IN, Section.IN_STARTS, segments, nodes),
                        firstEdges);
        return new Edges(tables, base, null, new Delta(base.edges()));
    }

    private @Nullable Block block(Section section, int number) {
        long[] all = offsets[section.ordinal()];
        return number >= all.length || all[number] == 0
                ? null
                : new Block(all[number], lengths[section.ordinal()][number]);
    }

    /** Reads one block from its start on. */
    private final class Block {
        private final long end;
        private long at;

        Block(long start, int length) {
            this.at = start;
            this.end = start + length;
        }

        boolean isAtEnd() {
            return at == end;
        }

        int left() {
            return (int) (end - at);
        }

        int nextInt() {
            at += Integer.BYTES;
            return mapped.get(INT, at - Integer.BYTES);
        }

        long nextLong() {
            at += Long.BYTES;
            return mapped.get(LONG, at - Long.BYTES);
        }

        int[] ints(int count, int room) {
            int[] values = new int[room];
            ints(values, 0, count);
            return values;
        }

        void ints(int[] into, int start, int count) {
            MemorySegment.copy(mapped, INT, at, into, start, count);
            at += (long) count * Integer.BYTES;
        }

        byte[] bytes(int count) {
            byte[] values = new byte[count];
            MemorySegment.copy(mapped, ValueLayout.JAVA_BYTE, at, values, 0, count);
            at += count;
            return values;
        }

        String text() {
            return new String(bytes(nextInt()), StandardCharsets.UTF_8);
        }
    }

    private int[] all(Section section) {
        Block block = block(section, 0);
        return block == null
                ? new int[0]
                : block.ints(block.left() / Integer.BYTES, block.left() / Integer.BYTES);
    }

    private IntColumn column(Section section) {
        int room = offsets[section.ordinal()].length;
        return new IntColumn(
                number -> {
                    Block block = block(section, number);
                    return block == null
                            ? null
                            : block.ints(block.left() / Integer.BYTES, IntColumn.CHUNK);
                },
                room);
    }

    private Rows rows(Section section, Section startsOf, int segments, NodeTable nodes) {
        int[] starts = new int[segments * Segment.STARTS];
        for (int number = 0; number < segments; number++) {
            Block block = block(startsOf, number);
            if (block != null) {
                block.ints(starts, number * Segment.STARTS, Segment.STARTS);
            }
        }
        return new Rows(
                starts, new Segment[segments], number -> segment(section, number, starts, nodes));
    }

    private Segment segment(Section section, int number, int[] starts, NodeTable nodes) {
        Block block = block(section, number);
        if (block == null) {
            return Segment.EMPTY;
        }
        int edges = block.nextInt();
        boolean isWide = block.nextInt() == 1;
        int aside = block.nextInt();
        int[] words = block.ints(edges, edges);
        Offsets read =
                isWide
                        ? Offsets.stored(
                                new byte[0], block.ints(edges, edges), new int[0], new int[0])
                        : narrow(block, edges, aside);
        return section == Section.OUT
                ? Segment.out(
                        number,
                        starts,
                        number * Segment.STARTS,
                        words,
                        read,
                        nodes,
                        header.extent().nodes())
                : Segment.in(words, read);
    }

    private static Offsets narrow(Block block, int edges, int aside) {
        int[] places = block.ints(aside, aside);
        int[] values = block.ints(aside, aside);
        return Offsets.stored(block.bytes(edges), null, places, values);
    }

    private Stamps stamps() {
        Block latest = block(Section.STAMPS_LATEST, 0);
        long[] latestBy = new long[header.extent().stamps() / StampBlock.SIZE];
        for (int i = 0; i < latestBy.length && latest != null; i++) {
            latestBy[i] = latest.nextLong();
        }
        StampBlock.Open rest = new StampBlock.Open();
        int count = 0;
        Block block = block(Section.STAMPS_REST, 0);
        while (block != null && !block.isAtEnd()) {
            long atMillis = block.nextLong();
            rest.set(count++, block.nextInt(), atMillis, block.nextInt());
        }
        return new Stamps(this::packed, latestBy, rest, count);
    }

    private StampBlock packed(int number) {
        Block block = block(Section.STAMPS, number);
        if (block == null) {
            throw new IllegalStateException("no stamps " + number);
        }
        return new StampBlock.Packed(ints(block), ints(block), ints(block));
    }

    private static PackedInts ints(Block block) {
        return new PackedInts(block.nextLong(), block.nextInt(), block.bytes(block.nextInt()));
    }

    private Voices voices() {
        List<Asserter> asserters = new ArrayList<>();
        Block block = block(Section.ASSERTERS, 0);
        while (block != null && !block.isAtEnd()) {
            String agent = block.text();
            Urn urn = Urn.parse(agent).orElseThrow(() -> new IllegalStateException(agent));
            asserters.add(new Asserter(urn, block.text()));
        }
        return Voices.of(asserters, all(Section.VOICES));
    }

    private final class Names implements NameTable.Stored {
        @Override
        public NameTable.@Nullable Block block(int number) {
            Block block = SnapshotFile.this.block(Section.NAMES, number);
            if (block == null) {
                return null;
            }
            int[] ends = block.ints(NameTable.BLOCK, NameTable.BLOCK);
            return new NameTable.Block(ends, block.bytes(block.nextInt()));
        }

        @Override
        public int @Nullable [] part(int number) {
            Block block = SnapshotFile.this.block(Section.NAME_PARTS, number);
            return block == null
                    ? null
                    : block.ints(block.left() / Integer.BYTES, block.left() / Integer.BYTES);
        }
    }
}
