package io.clew.graph;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hashes all that a graph holds up to a log position: graphs of one log are equal there, however
 * they came to be and whatever is written meanwhile.
 *
 * <p>Nodes are taken by number, the edges of each newest first, what was said of each in the order
 * of the log.
 */
final class GraphDigest {
    /** Stands behind what was said of one thing, where a position would be. */
    private static final int END = -1;

    private GraphDigest() {}

    static String of(Edges edges, int nodeCount, int edgeCount, int stampCount, long position) {
        MessageDigest digest = sha256();
        NodeTable nodes = edges.tables().nodes();
        NodeStates states = edges.tables().states();
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
            out.writeLong(position);
            out.writeInt(nodeCount);
            for (int node = 1; node <= nodeCount; node++) {
                byte[] urn = nodes.urn(node).getBytes(StandardCharsets.UTF_8);
                out.writeInt(urn.length);
                out.write(urn);
                out.writeInt(nodes.workspaceId(node));
                out.writeInt(edges.tables().stamps().position(nodes.firstStamp(node)));
                write(out, edges.tables(), states.words(node, stampCount));
            }
            out.writeInt(edgeCount);
            for (int node = 1; node <= nodeCount; node++) {
                EdgeWalk walk = new EdgeWalk(edges, edgeCount, true, node);
                while (walk.next()) {
                    write(out, edges, walk.edge(), node, stampCount);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(DataOutputStream out, Edges edges, int edge, int from, int stampCount)
            throws IOException {
        out.writeInt(from);
        out.writeInt(edges.kindOrdinal(edge));
        out.writeInt(edges.to(edge));
        int chain = edges.chain(edge);
        if (chain > 0) {
            write(out, edges.tables(), edges.tables().claims().oldestFirst(chain, stampCount));
        } else {
            writeWord(out, edges.tables(), edges.firstStamp(edge));
            out.writeInt(END);
        }
    }

    private static void write(DataOutputStream out, Tables tables, int[] links) throws IOException {
        for (int link : links) {
            writeWord(out, tables, tables.claims().stamp(link));
        }
        out.writeInt(END);
    }

    private static void writeWord(DataOutputStream out, Tables tables, int stamp)
            throws IOException {
        int voice = tables.stamps().voice(stamp);
        out.writeInt(tables.stamps().position(stamp));
        out.writeLong(tables.stamps().atMillis(stamp));
        out.writeInt(tables.voices().asserterOf(voice));
        out.writeByte(tables.voices().codeOf(voice));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
