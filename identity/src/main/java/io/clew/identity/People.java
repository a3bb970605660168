package io.clew.identity;

import io.clew.model.ClewException;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which person a claimed name belongs to, by the word of whoever runs the server: nobody else
 * knows that two spellings are one person, and nobody guesses it.
 *
 * @param names the person's name by each of its spellings, exactly as tools send them
 */
public record People(Map<String, String> names) {

    /** Nobody is known. */
    public static final People NONE = new People(Map.of());

    /** Most spellings: a bank's staff under three spellings each, and held in memory. */
    public static final int SPELLINGS_MAX = 100_000;

    private static final String CLAIMED = "claimed";

    private static final String FORM =
            "'Name = spelling, spelling', such as 'Ann Lee = ann, ann@bank.example'";

    public People {
        names = Map.copyOf(names);
    }

    /**
     * Reads people as settings have them: {@code Name = spelling, spelling}, and the next person
     * after another comma. So no spelling holds a comma or an equals sign.
     *
     * @throws ClewException INVALID_PARAMETER that says which element is wrong
     */
    public static People parse(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> persons = new LinkedHashSet<>();
        String person = "";
        for (String element : text.split(",", -1)) {
            int equals = element.indexOf('=');
            if (equals >= 0) {
                person =
                        part(element.substring(0, equals), "the name in '" + element.strip() + "'");
                if (!persons.add(person)) {
                    throw bad("'%s' is there twice".formatted(person));
                }
            } else if (person.isEmpty()) {
                throw bad("'%s' is nobody's spelling".formatted(element.strip()));
            }
            String spelling = part(element.substring(equals + 1), "a spelling of '" + person + "'");
            String other = names.put(spelling, person);
            if (other != null) {
                throw bad(
                        other.equals(person)
                                ? "'%s' has the spelling '%s' twice".formatted(person, spelling)
                                : "'%s' is a spelling of both '%s' and '%s'"
                                        .formatted(spelling, other, person));
            }
            if (names.size() > SPELLINGS_MAX) {
                throw bad("there are more than %d spellings".formatted(SPELLINGS_MAX));
            }
        }
        return new People(names);
    }

    private static String part(String text, String what) {
        String part = text.strip();
        if (part.isEmpty() || part.indexOf('=') >= 0) {
            throw bad("%s %s".formatted(what, part.isEmpty() ? "is empty" : "has an equals sign"));
        }
        if (Segments.of(part).equals(part)) {
            return part;
        }
        throw bad("%s is longer than %d bytes".formatted(what, Segments.SIZE_BYTES_MAX));
    }

    private static ClewException bad(String why) {
        return ClewException.invalid("people", "people must be %s: %s".formatted(FORM, why));
    }

    /** Says whether nobody is known. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the person that an agent is; empty where nobody said so. */
    public Optional<Urn> of(Urn agent) {
        return agent.kind() == NodeKind.AGENT && agent.segment(0).equals(CLAIMED)
                ? Optional.ofNullable(names.get(agent.last())).map(Urns::person)
                : Optional.empty();
    }
}
