import { endpoints } from '@todo/contract'
import { lists as schemas } from '@todo/contract/schemas'
import { handle } from '../transport/handle.ts'
import type { App } from '../transport/handle.ts'
import type { ListService } from './list.service.ts'
import type { SectionService } from './section.service.ts'
import type { TagService } from './tag.service.ts'

const { lists: endpoint } = endpoints

export function registerListRoutes(app: App, lists: ListService, sections: SectionService, tags: TagService): void {
	handle(app, endpoint.listLists, schemas.listLists, ({ actor }) => lists.all(actor))
	handle(app, endpoint.createList, schemas.createList, ({ actor, body }) => lists.create(actor, body))
	handle(app, endpoint.getList, schemas.getList, ({ actor, params }) => lists.get(actor, params.id))
	handle(app, endpoint.updateList, schemas.updateList, ({ actor, params, body }) =>
		lists.update(actor, params.id, body),
	)
	handle(app, endpoint.deleteList, schemas.deleteList, ({ actor, params }) => lists.remove(actor, params.id), {
		scope: 'tasks:delete',
	})

	handle(app, endpoint.listSections, schemas.listSections, ({ actor }) => sections.all(actor))
	handle(app, endpoint.createSection, schemas.createSection, ({ actor, body }) => sections.create(actor, body))
	handle(app, endpoint.updateSection, schemas.updateSection, ({ actor, params, body }) =>
		sections.update(actor, params.id, body),
	)
	handle(app, endpoint.deleteSection, schemas.deleteSection, ({ actor, params }) => sections.remove(actor, params.id), {
		scope: 'tasks:delete',
	})

	handle(app, endpoint.listTags, schemas.listTags, ({ actor }) => tags.all(actor))
	handle(
		app,
		endpoint.updateTag,
		schemas.updateTag,
		({ actor, params, body }) => tags.update(actor, params.name, body),
		{
			summary: 'Update tag; two become one by the name of another',
			alsoNeeds: 'A `name` that another tag has takes one of the two away, and needs `tasks:delete` as well.',
		},
	)
	handle(app, endpoint.deleteTag, schemas.deleteTag, ({ actor, params }) => tags.remove(actor, params.name), {
		scope: 'tasks:delete',
	})
}
