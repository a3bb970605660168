/** JDBC, pools and the writer thread; a reader of other modules need not look here. */
@NullMarked
package io.clew.store.internal;

import org.jspecify.annotations.NullMarked;
