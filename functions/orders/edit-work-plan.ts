import { editWorkPlan, editWorkPlanNeeds } from '#domain/decisions/edit-work-plan.ts';
import { orderChange } from '#functions/http/order-endpoints.ts';

/** Replaces the list of tasks. */
export const handler = orderChange('editWorkPlan', { needs: editWorkPlanNeeds, decide: editWorkPlan });
