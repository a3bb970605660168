package io.clew.graph;

import io.clew.model.Asserter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Writes what a view holds while the writer goes on: its base, and of the tables what was there
 * when the view was published.
 */
final class SnapshotWriter {

    private final Base base;
    private final Tables tables;
    private final Extent extent;
    private final BlockWriter out;

    private SnapshotWriter(Base base, Tables tables, Extent extent, BlockWriter out) {
        this.base = base;
        this.tables = tables;
        this.extent = extent;
        this.out = out;
    }

    /**
     * Writes a file that is there already, and makes it durable.
     *
     * @param base all edges of the extent, laid out
     */
    static void write(
            Path file, SnapshotHeader.Subject subject, Base base, Tables tables, Extent extent)
            throws IOException {
        try (BlockWriter out = new BlockWriter(file)) {
            new SnapshotWriter(base, tables, extent, out).writeAll();
            out.finish(subject, extent);
        }
    }

    private void writeAll() throws IOException {
        writeEdges();
        int nodes = extent.nodes() + 1;
        write(Section.FACTS, tables.nodes().facts(), nodes, i -> i);
        write(Section.FIRST_STAMPS, tables.nodes().firstStamps(), nodes, i -> i);
        write(Section.STATE_CHAINS, tables.stateChains(), nodes, this::chainThen);
        write(Section.SAME_HEADS, tables.sameAs().heads(), nodes, this::sameAsThen);
        write(Section.SAME_OTHERS, tables.sameAs().others(), extent.sameAs(), i -> i);
        write(Section.SAME_BEFORE, tables.sameAs().before(), extent.sameAs(), i -> i);
        write(Section.CLAIMS_SAID, tables.claims().said(), extent.claims(), i -> i);
        write(Section.CLAIMS_BEFORE, tables.claims().before(), extent.claims(), i -> i);
        writeStamps();
        writeVoices();
        writeNames();
    }

    /** Returns the newest word of a chain that the extent holds. */
    private int chainThen(int link) {
        int then = link;
        while (then > extent.claims()) {
            then = tables.claims().before(then);
        }
        return then;
    }

    private int sameAsThen(int link) {
        int then = link;
        while (then > extent.sameAs()) {
            then = tables.sameAs().before(then);
        }
        return then;
    }

    private void write(Section section, IntColumn column, int count, IntUnaryOperator then)
            throws IOException {
        int chunks = Math.min(column.chunkCount(), (count + IntColumn.CHUNK - 1) / IntColumn.CHUNK);
        for (int number = 0; number < chunks; number++) {
            int[] chunk = column.chunkAt(number);
            if (chunk == null) {
                continue;
            }
            int some = Math.min(IntColumn.CHUNK, count - number * IntColumn.CHUNK);
            int[] copy = new int[some];
            for (int i = 0; i < some; i++) {
                copy[i] = then.applyAsInt(chunk[i]);
            }
            out.putInts(copy, some).end(section, number);
        }
    }

    private void writeEdges() throws IOException {
        int[] firstEdges = new int[base.segments() + 1];
        for (int number = 0; number < base.segments(); number++) {
            Segment segment = base.rows(true).segment(number);
            firstEdges[number + 1] = firstEdges[number] + segment.edges();
            write(segment, Section.OUT, number);
            writeStarts(true, Section.OUT_STARTS, number);
        }
        for (int number = 0; number < base.segments(); number++) {
            write(base.rows(false).segment(number), Section.IN, number);
            writeStarts(false, Section.IN_STARTS, number);
        }
        out.putInts(firstEdges, firstEdges.length).end(Section.FIRST_EDGES, 0);
    }

    private void writeStarts(boolean outwards, Section section, int number) throws IOException {
        out.putInts(base.rows(outwards).starts(number), Segment.STARTS).end(section, number);
    }

    private void write(Segment segment, Section section, int number) throws IOException {
        if (segment.edges() == 0) {
            return;
        }
        Offsets offsets = segment.offsets();
        int[] wide = offsets.wide();
        out.putInt(segment.edges()).putInt(wide == null ? 0 : 1).putInt(offsets.places().length);
        out.putInts(segment.words(), segment.edges());
        if (wide == null) {
            out.putInts(offsets.places(), offsets.places().length);
            out.putInts(offsets.values(), offsets.values().length);
            out.putBytes(offsets.small(), offsets.small().length);
        } else {
            out.putInts(wide, wide.length);
        }
        out.end(section, number);
    }

    private void writeStamps() throws IOException {
        int full = extent.stamps() / StampBlock.SIZE;
        for (int number = 0; number < full; number++) {
            StampBlock.Packed block = tables.stamps().full(number);
            for (PackedInts part : List.of(block.positions(), block.millis(), block.voices())) {
                out.putLong(part.base()).putInt(part.bits()).putInt(part.data().length);
                out.putBytes(part.data(), part.data().length);
            }
            out.end(Section.STAMPS, number);
        }
        for (int stamp = full * StampBlock.SIZE; stamp < extent.stamps(); stamp++) {
            out.putLong(tables.stamps().atMillis(stamp));
            out.putInt(tables.stamps().position(stamp)).putInt(tables.stamps().voice(stamp));
        }
        out.end(Section.STAMPS_REST, 0);
        for (int number = 0; number < full; number++) {
            out.putLong(tables.stamps().latestBy(number));
        }
        out.end(Section.STAMPS_LATEST, 0);
    }

    private void writeVoices() throws IOException {
        for (int voice = 0; voice < extent.voices(); voice++) {
            out.putInt(tables.voices().word(voice));
        }
        out.end(Section.VOICES, 0);
        for (Asserter asserter : extent.asserters()) {
            putText(asserter.agent().toString());
            putText(asserter.protocol());
        }
        out.end(Section.ASSERTERS, 0);
    }

    private void putText(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.putInt(utf8.length).putBytes(utf8, utf8.length);
    }

    private void writeNames() throws IOException {
        NameTable names = tables.nodes().names();
        int blocks = extent.nodes() / NameTable.BLOCK + 1;
        for (int number = 0; number < blocks && extent.nodes() > 0; number++) {
            int last = Math.min(NameTable.BLOCK - 1, extent.nodes() - number * NameTable.BLOCK);
            NameTable.Block block = names.blockAt(number);
            int[] ends = new int[NameTable.BLOCK];
            for (int i = 0; i <= last; i++) {
                ends[i] = block.end(i);
            }
            byte[] bytes = block.bytes();
            out.putInts(ends, ends.length).putInt(ends[last]).putBytes(bytes, ends[last]);
            out.end(Section.NAMES, number);
        }
        for (int number = 0; number < NameTable.PARTS; number++) {
            int[] slots = names.partAt(number, extent.nodes(), tables.nodes());
            if (slots.length > 1) {
                out.putInts(slots, slots.length).end(Section.NAME_PARTS, number);
            }
        }
    }
}
