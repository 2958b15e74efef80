export type { Intent, Shift, Target, TaskChanges, TaskFilter } from './intent.ts'
export { parseTask } from './task.ts'
export type { Highlight, HighlightKind, ParseContext, ParsedTask, Priority, RepeatFrom, Span } from './types.ts'
