/** How facts and entries are laid into tables; a reader of other modules need not look here. */
@NullMarked
package io.clew.commit.internal;

import org.jspecify.annotations.NullMarked;
