/**
 * Databases for tests, of this module and of others by the test-jar.
 *
 * <p>What never lives here: an assertion about behaviour.
 */
@NullMarked
package io.clew.store.testing;

import org.jspecify.annotations.NullMarked;
