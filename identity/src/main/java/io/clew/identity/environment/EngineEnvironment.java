package io.clew.identity.environment;

import io.clew.identity.Digests;
import io.clew.identity.Urns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Locale;

/**
 * Describes an environment of which no more is known than the engine that processed the data, such
 * as Spark in a version.
 *
 * @param name what the engine is called; empty when only its version was told
 * @param version its version
 */
public record EngineEnvironment(String name, String version) {

    public EngineEnvironment {
        name = name.strip().toLowerCase(Locale.ROOT);
        version = version.strip();
    }

    /** Returns the engine as people read it, such as {@code spark 3.5.1}. */
    public String text() {
        return name.isEmpty() ? version : name + " " + version;
    }

    /** Returns the text that names it: a line {@code engine <name> <version>}. */
    public String normalForm() {
        return "engine " + text() + "\n";
    }

    /** Returns its URN: {@code environment:sha256-<digest of the normal form>}. */
    public Urn urn() {
        return Urns.of(NodeKind.ENVIRONMENT, "sha256-" + Digests.sha256(normalForm()));
    }
}
