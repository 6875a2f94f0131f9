@NullMarked
package app.dollr.bench;

import org.jspecify.annotations.NullMarked;
