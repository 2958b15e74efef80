import type { UndoService } from '../../changes/undo.service.ts'
import type { ListService } from '../../lists/list.service.ts'
import type { SectionService } from '../../lists/section.service.ts'
import type { CompletionService } from '../../tasks/completion.service.ts'
import type { TaskService } from '../../tasks/task.service.ts'
import type { TrashService } from '../../tasks/trash.service.ts'
import type { Clock } from '../../time/clock.ts'

/** What tools work with: the very services that answer REST, with the same checks. */
export interface Services {
	readonly tasks: Pick<TaskService, 'list' | 'get' | 'create' | 'update' | 'complete' | 'remove' | 'bulk'>
	readonly completions: Pick<CompletionService, 'skip'>
	readonly lists: Pick<ListService, 'all' | 'create' | 'update' | 'remove'>
	readonly sections: Pick<SectionService, 'all' | 'create' | 'update' | 'remove'>
	readonly undo: UndoService
	readonly trash: Pick<TrashService, 'list' | 'restore' | 'empty'>
	readonly clock: Clock
}
