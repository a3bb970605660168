package io.clew.commit.inference;

import io.clew.commit.Terms;
import io.clew.commit.inference.Rule.News;
import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.store.Query;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds the nodes that are the same bytes, by number: among those which the table of terms knows by
 * a digest, whether they still have it or not, and those that the write brings, which it does not
 * know yet.
 */
final class ByteNames {

    /** Nodes looked up at a time; the first is nearly always the one that is looked for. */
    private static final int BATCH = 50;

    private static final String HAS =
            " t.workspace_id = :workspace AND t.name = :name AND t.term = :term AND t.node_id >"
                    + " :after";

    private final News news;
    private final Contents contents;
    private final Collection<Integer> brought;

    /**
     * Looks at a write.
     *
     * @param brought nodes of which the write says which bytes they are
     */
    ByteNames(News news, Contents contents, Collection<Integer> brought) {
        this.news = news;
        this.contents = contents;
        this.brought = brought;
    }

    /** Returns the node of the least number above another that is the same bytes. */
    OptionalInt after(int after, Content content) {
        return least(after, content, "");
    }

    /**
     * Returns the version of the same dataset with the least number above another that is the same
     * bytes; empty for what is no version of a dataset.
     */
    OptionalInt versionAfter(int after, Urn version, Content content) {
        return version.kind() == NodeKind.DATASET_VERSION
                ? least(after, content, dataset(version))
                : OptionalInt.empty();
    }

    /** Says whether two nodes are versions of one dataset: they are two by their names. */
    static boolean areOfOneDataset(Urn one, Urn other) {
        return one.kind() == NodeKind.DATASET_VERSION
                && other.kind() == NodeKind.DATASET_VERSION
                && dataset(one).equals(dataset(other));
    }

    /** Returns how the names of all versions of a version's dataset begin. */
    private static String dataset(Urn version) {
        String text = version.toString();
        return text.substring(0, text.lastIndexOf('/') + 1);
    }

    private OptionalInt least(int after, Content content, String prefix) {
        int fresh =
                brought.stream()
                        .filter(node -> node > after && is(node, content))
                        .filter(node -> news.urn(node).toString().startsWith(prefix))
                        .min(Integer::compare)
                        .orElse(Integer.MAX_VALUE);
        int from = after;
        while (true) {
            List<Integer> batch = batch(from, content, prefix);
            for (int node : batch) {
                if (node >= fresh) {
                    return OptionalInt.of(fresh);
                }
                if (is(node, content)) {
                    return OptionalInt.of(node);
                }
                from = node;
            }
            if (batch.size() < BATCH) {
                return fresh == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(fresh);
            }
        }
    }

    private boolean is(int node, Content content) {
        return contents.now(node).filter(content::isSameAs).isPresent();
    }

    private List<Integer> batch(int after, Content content, String prefix) {
        if (prefix.isEmpty()) {
            return bound(
                            "SELECT t.node_id FROM term t WHERE"
                                    + HAS
                                    + " ORDER BY t.node_id LIMIT "
                                    + BATCH,
                            after,
                            content)
                    .list(row -> (int) row.integer("node_id"));
        }
        return bound(
                        "SELECT t.node_id FROM term t JOIN node n ON n.id = t.node_id WHERE"
                                + HAS
                                + " AND substr(n.urn, 1, CAST(:length AS INTEGER)) = :prefix ORDER BY t.node_id LIMIT "
                                + BATCH,
                        after,
                        content)
                .bind("length", prefix.length())
                .bind("prefix", prefix)
                .list(row -> (int) row.integer("node_id"));
    }

    private Query bound(String sql, int after, Content content) {
        return news.db()
                .sql(sql)
                .bind("workspace", news.workspaceId())
                .bind("name", Attributes.DIGEST)
                .bind("term", Terms.term(content.digest()))
                .bind("after", after);
    }
}
