import type { Tool } from './define-tool.ts'
import { createList, deleteList, listLists, listTags, renameList } from './list.tools.ts'
import { createSection, deleteSection, listSections, moveToSection, renameSection } from './section.tools.ts'
import { addTask, addTasks } from './task-add.tools.ts'
import { rescheduleTasks, updateTask, updateTasks } from './task-change.tools.ts'
import {
	completeTask,
	completeTasks,
	deleteTask,
	deleteTasks,
	reopenTask,
	reopenTasks,
	skipTasks,
} from './task-done.tools.ts'
import { countTasks, findTasks, getTasks, listTasks } from './task-read.tools.ts'
import { emptyTrash, findTrash, restoreTask } from './trash.tools.ts'
import { undo } from './undo.tools.ts'

/** Everything an assistant can do. Chat, other agents' protocols and the documents derive from this array. */
export const tools: readonly Tool[] = [
	addTask,
	addTasks,
	listTasks,
	countTasks,
	findTasks,
	getTasks,
	completeTask,
	completeTasks,
	reopenTask,
	reopenTasks,
	skipTasks,
	updateTask,
	updateTasks,
	rescheduleTasks,
	deleteTask,
	deleteTasks,
	listLists,
	listTags,
	createList,
	renameList,
	deleteList,
	listSections,
	createSection,
	renameSection,
	deleteSection,
	moveToSection,
	findTrash,
	restoreTask,
	emptyTrash,
	undo,
]
