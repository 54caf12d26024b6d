// Stands in for parts of the presentation editor that are left out. It loads them only when asked for, and goes on without.
throw new Error("left out");
