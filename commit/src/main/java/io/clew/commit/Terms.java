package io.clew.commit;

import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which texts a node can be found by; search and look-ups of references read them from the
 * table {@code term}.
 *
 * <p>A term is the value of an attribute (text, number or boolean) in lower case, cut to {@link
 * #CHARS_MAX}. Free texts that are longer have several terms that overlap, so that every word of up
 * to {@link #OVERLAP_CHARS} characters is whole in one of them. Lists and maps have none.
 */
public final class Terms {

    /** The name under which the segments of a node's URN are, decoded and joined by slashes. */
    public static final String URN = "urn";

    /** The name under which the last segment of a URN is, of nodes that people call by it alone. */
    public static final String LAST = "last";

    /** Nodes that people call by the last segment of their URN alone. */
    private static final Set<NodeKind> CALLED_BY_LAST =
            Set.of(NodeKind.JOB, NodeKind.MODEL, NodeKind.DEPLOYMENT);

    /** Most characters of a term: databases index at most 2.7 kB, and a character takes up to 4. */
    public static final int CHARS_MAX = 250;

    /** Most characters of an attribute's name: the longest tag's key and its prefix. */
    public static final int NAME_CHARS_MAX = 300;

    /** How many characters neighbouring terms of a long text share. */
    public static final int OVERLAP_CHARS = 50;

    /** Most terms of one text: covers 20,000 characters, twice the longest note. */
    private static final int TERMS_MAX = 100;

    /** Attributes that are read by people in full, and so are found by any of their words. */
    private static final Set<String> FREE_TEXTS = Set.of(Attributes.DESCRIPTION, Attributes.TEXT);

    /** Attributes that are documents or figures: nobody looks for them by their beginning. */
    private static final Set<String> DOCUMENTS =
            Set.of(
                    Attributes.PROFILE,
                    Attributes.SCHEMA,
                    Attributes.SIGNATURE,
                    Attributes.SQL,
                    Attributes.SOURCE_CODE,
                    Attributes.SOURCE_DIGEST,
                    Attributes.ERROR_TRACE,
                    Attributes.DATA_TYPE,
                    Attributes.STARTED,
                    Attributes.ENDED,
                    Attributes.ATTEMPT,
                    Attributes.COLUMN_LINEAGE,
                    Attributes.NOMINAL_START,
                    Attributes.NOMINAL_END);

    /** Families of attributes that are documents or figures. */
    private static final List<String> DOCUMENT_FAMILIES =
            List.of(
                    Attributes.FACET,
                    Attributes.QUALITY,
                    Attributes.ASSERTION,
                    Attributes.TEST,
                    Attributes.ENV,
                    Attributes.CUT);

    private Terms() {}

    /** Returns the terms of an attribute's value; none for null, lists, maps and documents. */
    public static List<String> of(String key, @Nullable Object value) {
        if (isDocument(key)) {
            return List.of();
        }
        return switch (value) {
            case String text when FREE_TEXTS.contains(key) -> all(fold(text));
            case String text -> text.isEmpty() ? List.of() : List.of(cut(fold(text), CHARS_MAX));
            case Number number -> List.of(number.toString());
            case Boolean bool -> List.of(bool.toString());
            case null, default -> List.of();
        };
    }

    private static boolean isDocument(String key) {
        if (DOCUMENTS.contains(key)) {
            return true;
        }
        for (String family : DOCUMENT_FAMILIES) {
            if (key.startsWith(family)) {
                return true;
            }
        }
        return false;
    }

    /** Says whether people call a node by the last segment of its URN alone. */
    public static boolean isCalledByLast(Urn urn) {
        return CALLED_BY_LAST.contains(urn.kind());
    }

    /** Returns the form in which an attribute's name is stored with its terms. */
    public static String name(String key) {
        return cut(key, NAME_CHARS_MAX);
    }

    /** Returns the one form of a text that upper and lower case share. */
    public static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Returns the term of a short text. */
    public static String term(String text) {
        return cut(fold(text), CHARS_MAX);
    }

    private static List<String> all(String text) {
        List<String> terms = new ArrayList<>();
        int start = 0;
        while (start < text.length() && terms.size() < TERMS_MAX) {
            String term = cut(text.substring(start), CHARS_MAX);
            terms.add(term);
            if (start + term.length() == text.length()) {
                break;
            }
            start = before(text, start + term.length() - OVERLAP_CHARS);
        }
        return terms;
    }

    private static String cut(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, before(text, charsMax));
    }

    /** Returns the index, or the one before when a surrogate pair would be cut in two there. */
    private static int before(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index))
                        && Character.isHighSurrogate(text.charAt(index - 1))
                ? index - 1
                : index;
    }
}
