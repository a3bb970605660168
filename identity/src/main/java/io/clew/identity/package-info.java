/**
 * One name for one thing: what tools and people call something becomes one canonical URN.
 *
 * <p>Here live pure functions over text: URN builders, reading of references that people write, and
 * near names for what is not there. What never lives here: I/O, a database, JSON, or the lookup of
 * a name in the graph. A folder for each kind of name lies below.
 */
@NullMarked
package io.clew.identity;

import org.jspecify.annotations.NullMarked;
