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
 * <p>Nodes and edges are taken by number, what was said of each in the order of the log.
 */
final class GraphDigest {
    private GraphDigest() {}

    static String of(
            NodeTable nodes,
            EdgeTable edges,
            NodeStates states,
            int nodeCount,
            int edgeCount,
            long position) {
        MessageDigest digest = sha256();
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
                out.writeInt(nodes.position(node));
                states.write(out, node, position);
            }
            out.writeInt(edgeCount);
            for (int edge = 0; edge < edgeCount; edge++) {
                out.writeInt(edges.from(edge));
                out.writeInt(edges.kindOrdinal(edge));
                out.writeInt(edges.to(edge));
                edges.claims(edge).write(out, position);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
