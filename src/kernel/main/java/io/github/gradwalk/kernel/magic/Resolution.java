package io.github.gradwalk.kernel.magic;

import java.util.List;

/** The libraries that Maven has chosen, and the versions that were asked for and that they are used instead of. */
record Resolution(List<Library> libraries, List<Library.Conflict> conflicts) {}
