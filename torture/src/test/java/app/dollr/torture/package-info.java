@NullMarked
package app.dollr.torture;

import org.jspecify.annotations.NullMarked;
