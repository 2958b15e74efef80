import { endpoints } from '@todo/contract'
import { system as schemas } from '@todo/contract/schemas'
import { handle } from '../transport/handle.ts'
import type { App } from '../transport/handle.ts'
import type { TicketService } from './ticket.service.ts'

export function registerTicketRoutes(app: App, tickets: TicketService): void {
	handle(
		app,
		endpoints.system.createSocketTicket,
		schemas.createSocketTicket,
		({ actor }) => tickets.create(actor),
		// A key's client sends the key itself: a ticket would outlive the key's end.
		{ scope: 'tasks:read', sessionOnly: true, limit: { name: 'socket_ticket', perMinute: 60 } },
	)
}
