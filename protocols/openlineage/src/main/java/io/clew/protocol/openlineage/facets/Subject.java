package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names what a facet speaks of, and takes what it says of it.
 *
 * @param node what carries the facet: a run, a job, a dataset or a version of one
 * @param other the job of a run; the run that executed a job, or the job itself; the node itself
 *     otherwise
 */
record Subject(Urn node, Urn other, Statements out) {

    /** Longest text of a member that people write or read: far above names and ids. */
    static final int TEXT_CHARS_MAX = 8 * 1024;

    /** Longest document in an attribute, such as a query; the event keeps the whole. */
    static final int DOCUMENT_CHARS_MAX = 64 * 1024;

    /** States a value; null is not told, and says nothing. */
    void say(String key, @Nullable Object value) {
        say(node, key, value);
    }

    /** States a value of another node; null is not told, and says nothing. */
    void say(Urn urn, String key, @Nullable Object value) {
        if (value != null) {
            out.say(urn, key, value instanceof String text ? bounded(text) : value);
        }
    }

    /** States a value that stands for a whole list; null ends it, for the list is empty. */
    void replace(String key, @Nullable Object value) {
        if (value == null) {
            out.endIfSaid(node, key);
        } else {
            say(key, value);
        }
    }

    /** States a document, which may be longer than other texts; null says nothing. */
    void document(Urn urn, String key, @Nullable String text) {
        if (text != null) {
            out.say(urn, key, Texts.bounded(text, DOCUMENT_CHARS_MAX));
        }
    }

    /** Ends an attribute. */
    void end(String key) {
        out.end(node, key);
    }

    /** States that only a part of a facet was stated, or that it is no longer so. */
    void cut(String facet, long stated, long of) {
        if (stated < of) {
            out.say(node, Attributes.CUT + facet, Map.of("stated", stated, "of", of));
        } else if (node.kind() == NodeKind.JOB || node.kind() == NodeKind.DATASET) {
            out.endIfSaid(node, Attributes.CUT + facet);
        }
    }

    void draw(EdgeKind kind, Urn to) {
        out.draw(node, kind, to, Map.of());
    }

    static String bounded(String text) {
        return Texts.bounded(text, TEXT_CHARS_MAX);
    }
}
