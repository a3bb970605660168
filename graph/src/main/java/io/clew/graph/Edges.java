package io.clew.graph;

import org.jspecify.annotations.Nullable;

/**
 * Reads edges by number: first those that are laid out, then those that are chained.
 *
 * @param older chained edges that are being laid out at the moment; null mostly
 * @param newer chained edges that the writer still adds to
 */
record Edges(Tables tables, Base base, @Nullable Delta older, Delta newer) {

    static final int NOT_FOUND = -1;

    int from(int edge) {
        return edge < base.edges() ? base.from(edge) : delta(edge).from(edge);
    }

    int to(int edge) {
        return Word.node(word(edge));
    }

    int kindOrdinal(int edge) {
        int kind = Word.kindOrdinal(word(edge));
        return kind == Word.CLOSED ? tables.claims().kindOrdinal(~base.offset(edge)) : kind;
    }

    long key(int edge) {
        return EdgeKey.of(from(edge), kindOrdinal(edge), to(edge));
    }

    private int word(int edge) {
        return edge < base.edges() ? base.word(edge) : delta(edge).word(edge);
    }

    Delta delta(int edge) {
        return older == null || edge >= newer.firstEdge() ? newer : older;
    }

    /** Returns the link to what was said of an edge; 0 for a plain one. */
    int chain(int edge) {
        if (!Word.isException(word(edge))) {
            return 0;
        }
        int offset = edge < base.edges() ? base.offset(edge) : 0;
        return chain(key(edge), offset);
    }

    /** Returns the link to what was said of an exception; 0 when it was plain to this reader. */
    int chain(long key, int offset) {
        int link = newer.links().get(key);
        if (link == 0 && older != null) {
            link = older.links().get(key);
        }
        return link == 0 && offset < 0 ? ~offset : link;
    }

    /** Returns the stamp of what was said of an edge first. */
    int firstStamp(int edge) {
        if (edge >= base.edges()) {
            return delta(edge).stamp(edge);
        }
        return firstStamp(base.from(edge), Word.node(base.word(edge)), base.offset(edge));
    }

    /** Returns the stamp of what was said first of an edge that is laid out. */
    int firstStamp(int from, int to, int offset) {
        return offset < 0
                ? tables.claims().firstStamp(~offset)
                : tables.nodes().firstStamp(Math.max(from, to)) + offset;
    }

    /**
     * Finds an edge, or {@link #NOT_FOUND}: walks its two ends' edges in step and stops with the
     * shorter, since a popular thing has many effects and few causes.
     */
    int find(int from, int kindOrdinal, int to, int edgeCount) {
        EdgeWalk out = new EdgeWalk(this, edgeCount, true, from);
        EdgeWalk in = new EdgeWalk(this, edgeCount, false, to);
        while (true) {
            if (!out.next()) {
                return NOT_FOUND;
            }
            if (out.is(kindOrdinal, to)) {
                return out.edge();
            }
            if (!in.next()) {
                return NOT_FOUND;
            }
            if (in.is(kindOrdinal, from)) {
                return in.edge();
            }
        }
    }

    /** Tells readers from now on to look aside for an edge. */
    void markException(int edge) {
        if (edge >= base.edges()) {
            delta(edge).markException(edge);
            return;
        }
        int word = base.word(edge);
        if (!Word.isException(word) || Word.kindOrdinal(word) == Word.CLOSED) {
            int to = Word.node(word);
            base.markException(edge, kindOrdinal(edge), to, inPlace(edge, to));
        }
    }

    /** Finds the place inwards of an edge that is laid out: by its entry, then one by one. */
    private int inPlace(int edge, int to) {
        Rows in = base.rows(false);
        int position = tables.stamps().position(firstStamp(edge));
        int low = in.start(to);
        int high = in.end(to);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positionOfIn(middle, to) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while (base.edgeOfIn(Word.node(in.words(to)[low]), to, low) != edge) {
            low++;
        }
        return low;
    }

    private int positionOfIn(int place, int to) {
        int from = Word.node(base.rows(false).words(to)[place]);
        int outPlace = base.placeOfIn(from, to, place);
        int offset = base.rows(true).offsets(from).get(outPlace);
        return tables.stamps().position(firstStamp(from, to, offset));
    }
}
