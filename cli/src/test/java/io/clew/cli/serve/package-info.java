/** Tests of the verbs that serve; never of the server itself. */
@NullMarked
package io.clew.cli.serve;

import org.jspecify.annotations.NullMarked;
