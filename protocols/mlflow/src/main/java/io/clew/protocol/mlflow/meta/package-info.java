/**
 * What a client asks before it trusts a server: health, version and capabilities.
 *
 * <p>It advertises only what works. What never lives here: anything that reads or writes rows.
 */
@NullMarked
package io.clew.protocol.mlflow.meta;

import org.jspecify.annotations.NullMarked;
