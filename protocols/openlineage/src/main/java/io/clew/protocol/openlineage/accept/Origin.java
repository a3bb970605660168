package io.clew.protocol.openlineage.accept;

import io.clew.model.Asserter;

/**
 * Says where events come from.
 *
 * @param caller who hands them over, as the audit entry names it
 * @param operation what the log calls it, such as {@code lineage}, {@code lineage/batch}, {@code
 *     kafka}, {@code import}
 */
public record Origin(Asserter caller, String operation) {}
